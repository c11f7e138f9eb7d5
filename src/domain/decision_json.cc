#include "domain/decision_json.h"

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"

namespace shixin::domain {
namespace {

using base::Faults;
using base::Json;

constexpr std::size_t kTextCharactersMax = 2000;

// Free texts and lists of an act that have no rule of their own.
template <class A>
void check_bounds(const A& act, Faults& faults) {
  const auto check = [&](std::string pointer, const std::string& text) {
    if (auto good = base::check_text(text, kTextCharactersMax, base::Lines::kMany); !good) {
      faults.push_back({std::move(pointer), good.error().detail});
    }
  };
  base::each_field<A>([&](const auto& field) {
    const auto& member = act.*field.member;
    using Member = std::remove_cvref_t<decltype(member)>;
    const auto pointer = base::pointer_to("", field.name);
    if constexpr (base::is_vector<Member>) {
      if (member.size() > kItemsMax) {
        faults.push_back({pointer, fmt::format("最多{}项", kItemsMax)});
        return;
      }
    }
    if constexpr (std::is_same_v<Member, std::string>) {
      check(pointer, member);
    } else if constexpr (std::is_same_v<Member, std::vector<std::string>>) {
      for (std::size_t i = 0; i < member.size(); ++i) {
        check(base::pointer_to(pointer, i), member[i]);
      }
    }
  });
}

template <class A>
bool read_act(const Json& in, std::string_view kind, Decision& out, Faults& faults) {
  // Time decides for itself; nobody sends it.
  if constexpr (std::is_same_v<A, TimePassedAct>) return false;
  if (A::kKind != kind) return false;
  A& act = out.act.template emplace<A>();
  std::set<std::string_view> known{"kind", "subject"};
  base::json::read_members(in, act, "", known, faults);
  base::json::refuse_unknown_keys(in, known, "", faults);
  check_bounds(act, faults);
  return true;
}

template <class... Acts>
void read_any_act(const Json& in, std::string_view kind, std::type_identity<std::variant<Acts...>>,
                  Decision& out, Faults& faults) {
  if ((read_act<Acts>(in, kind, out, faults) || ...)) return;
  std::string kinds;
  const auto name = [&](std::string_view word) {
    if (word != TimePassedAct::kKind) kinds += " " + std::string(word);
  };
  (name(Acts::kKind), ...);
  faults.push_back({"/kind", "应为下列之一:" + kinds});
}

}  // namespace

Result<Decision> read_decision(const Json& in, base::Random& random) {
  if (!in.is_object()) return base::malformed({{"", "应为对象"}});
  Decision out;
  Faults faults;
  const auto subject = in.find("subject");
  if (subject == in.end()) {
    faults.push_back({"/subject", "缺少此项"});
  } else {
    base::json::read_value(*subject, out.subject, "/subject", faults);
  }
  const auto kind = in.find("kind");
  if (kind == in.end()) {
    faults.push_back({"/kind", "缺少此项"});
  } else if (!kind->is_string()) {
    faults.push_back({"/kind", "应为字符串"});
  } else {
    read_any_act(in, kind->get_ref<const std::string&>(), std::type_identity<Act>{}, out, faults);
  }
  if (!faults.empty()) return base::malformed(std::move(faults));
  out.ids = Drawn::draw(random);
  return out;
}

Json write_decision(const Decision& decision) {
  Json out = Json::object();
  out["id"] = decision.ids.decision.text();
  out["kind"] = std::string(decision.kind());
  out["subject"] = base::write_json(decision.subject);
  std::visit([&](const auto& act) { out.update(base::write_json(act)); }, decision.act);
  return out;
}

}  // namespace shixin::domain
