// CaseNumber: 案号 under 法〔2015〕137号, as （2018）赣1102执123号, and the older form
// （2013）沙法民执字第00785号. Keeps what was typed beside the normal form; compares by the normal
// form.
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "base/result.h"

namespace shixin::domain {

class CaseNumber {
 public:
  CaseNumber() = default;
  // Takes brackets of any width, spaces, full-width digits. Refuses a court that can not exist.
  static Result<CaseNumber> parse(std::string_view typed);

  const std::string& text() const { return normal_; }
  const std::string& original() const { return original_; }
  bool empty() const { return normal_.empty(); }

  int year() const { return year_; }                   // 收案年度
  const std::string& court() const { return court_; }  // 法院代字: 赣1102, 最高法; 沙法 (old form)
  const std::string& type() const { return type_; }  // 类型代字: 执, 执恢; 民执 (old form)
  const std::string& number() const { return number_; }  // 案件编号, old ones with their zeros
  bool legacy() const { return legacy_; }                // the form before 2016
  // A case in which the court itself enforces or punishes: not one of objection, review,
  // supervision or assistance to another court. Before 2016 each court named its types as it liked.
  bool enforces() const;
  // Whether there can be a court of this 法院代字: 赣1102.
  static bool is_court(std::string_view text);

  // The normal form, and after 0x1f the original where it differs.
  std::string stored() const;
  static Result<CaseNumber> from_stored(std::string_view bytes);

  friend bool operator==(const CaseNumber& a, const CaseNumber& b) {
    return a.normal_ == b.normal_;
  }
  friend auto operator<=>(const CaseNumber& a, const CaseNumber& b) {
    return a.normal_ <=> b.normal_;
  }

 private:
  std::string normal_;
  std::string original_;
  int year_ = 0;
  std::string court_;
  std::string type_;
  std::string number_;
  bool legacy_ = false;
};

}  // namespace shixin::domain
