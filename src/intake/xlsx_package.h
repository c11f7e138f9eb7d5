// XlsxPackage: the parts of a workbook, unpacked one at a time within bounds.
#pragma once

#include <pugixml.hpp>

#include <memory>
#include <string>

#include "base/result.h"

struct zip;

namespace shixin::intake {

class XlsxPackage {
 public:
  // kMalformed: not a zip archive; says so of an encrypted workbook.
  static Result<XlsxPackage> open(std::string bytes);

  // The part as XML; kNotFound, kTooLarge past `bytes_max` unpacked or an unlikely ratio,
  // kMalformed for what is no XML or is encrypted.
  Result<pugi::xml_document> part(const std::string& name, std::size_t bytes_max) const;

 private:
  struct Close {
    void operator()(zip* archive) const;
  };
  std::unique_ptr<std::string> bytes_;  // the archive reads from them
  std::unique_ptr<zip, Close> archive_;
};

}  // namespace shixin::intake
