#include "registry/fact_record.h"

namespace shixin::registry {

using store::KeyWriter;

std::optional<std::string> case_key(const FactRecord& record) {
  const auto& no = record.fact.told.no;
  if (no.empty()) return std::nullopt;
  return KeyWriter{}.text(no.text()).raw(record.id.raw()).take();
}

std::vector<std::string> subject_keys(const FactRecord& record) {
  std::vector<std::string> out;
  for (const auto& subject : record.about) {
    out.push_back(KeyWriter{}.raw(subject.raw()).raw(record.id.raw()).take());
  }
  return out;
}

}  // namespace shixin::registry
