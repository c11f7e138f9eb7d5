// How a subject is stored. The registry writes it; every module that derives rows reads it.
#pragma once

#include <string>

#include "domain/subject.h"
#include "store/key.h"
#include "store/record.h"

template <>
struct shixin::store::Stored<shixin::domain::Subject> {
  static constexpr Table kTable = Table::kSubjects;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(const domain::Subject& subject) { return std::string(subject.id.raw()); }
};
