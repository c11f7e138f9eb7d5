#include "domain/decision.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "domain/citizen_id.h"

namespace shixin::domain {
namespace {

constexpr std::size_t kNameCharactersMax = 200;

}  // namespace

std::vector<Fault> SubjectRef::settle() {
  std::vector<Fault> faults;
  if (auto good = base::check_text(employer.value_or(""), kNameCharactersMax); !good) {
    faults.push_back({"/employer", good.error().detail});
  }
  if (id) {
    if (!name.empty() || !documents.empty()) {
      faults.push_back({"/id", "编号与姓名、证件不能同时写"});
    }
    return faults;
  }
  if (base::fold_name(name).empty()) {
    faults.push_back({"/name", "应写明姓名或者名称"});
  } else if (auto good = base::check_text(name, kNameCharactersMax); !good) {
    faults.push_back({"/name", good.error().detail});
  }
  if (documents.empty()) faults.push_back({"/documents", "应有至少一个证件号码"});
  if (documents.size() > kItemsMax) {
    faults.push_back({"/documents", fmt::format("最多{}项", kItemsMax)});
    return faults;
  }
  if (kind == SubjectKind::kOrganisation && sex) faults.push_back({"/sex", "单位没有性别"});
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const Document& document = documents[i];
    const auto before = documents.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(documents.begin(), before, document) != before) {
      faults.push_back({fmt::format("/documents/{}", i), "同一证件重复"});
    }
    if (!may_hold(kind, document.type)) {
      faults.push_back({fmt::format("/documents/{}/type", i), "证件种类与主体类型不符"});
    }
    if (!sex || document.type != DocumentType::kCitizenId) continue;
    const auto number = CitizenId::parse(document.number.reveal());
    if (number && number->sex() != *sex) faults.push_back({"/sex", "与身份证号码所示性别不一致"});
  }
  return faults;
}

std::vector<Fault> Authority::settle() {
  std::vector<Fault> faults;
  const auto check = [&](const char* pointer, const std::string& text) {
    if (auto good = base::check_text(text, kNameCharactersMax); !good) {
      faults.push_back({pointer, good.error().detail});
    }
  };
  check("/unit", unit);
  check("/no", no);
  return faults;
}

Drawn Drawn::draw(base::Random& random) {
  return {DecisionId::draw(random), SubjectId::draw(random), EntryId::draw(random),
          EntryId::draw(random)};
}

std::string_view Decision::kind() const {
  return std::visit([](const auto& held) { return held.kKind; }, act);
}

}  // namespace shixin::domain
