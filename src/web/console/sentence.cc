#include "web/console/sentence.h"

#include <fmt/format.h>

#include <algorithm>

#include "web/console/rows.h"
#include "web/console/words.h"

namespace shixin::web::console {
namespace {

using domain::Subject;

// What one case holds somebody to.
struct Hold {
  std::string case_no;
  std::vector<std::string> measures;
};

class Holds {
 public:
  void add(const domain::CaseNumber& no, std::string measure) {
    const auto at = std::ranges::find(all_, no.text(), &Hold::case_no);
    Hold& hold = at == all_.end() ? all_.emplace_back(Hold{no.text(), {}}) : *at;
    if (std::ranges::find(hold.measures, measure) == hold.measures.end()) {
      hold.measures.push_back(std::move(measure));
    }
  }
  const std::vector<Hold>& all() const { return all_; }

 private:
  std::vector<Hold> all_;
};

// 以甲公司的法定代表人身份; nothing where he is the debtor himself.
std::string capacity(const domain::Order& order) {
  if (order.role == domain::Role::kDebtor) return {};
  return fmt::format("（{}{}）", order.role_of.empty() ? "" : order.role_of + "的",
                     label(order.role));
}

Holds holds_of(const Subject& subject, Day today) {
  Holds out;
  for (const domain::Listing& listing : subject.listings) {
    if (listing.standing.live()) {
      out.add(listing.case_no, listing.published_on() ? "纳入失信名单" : "纳入失信名单（未送达）");
    }
  }
  for (const auto kind : {domain::OrderKind::kConsumption, domain::OrderKind::kExit}) {
    for (const domain::Order* order : domain::binding_orders(subject, kind, today)) {
      const bool exit = kind == domain::OrderKind::kExit;
      std::string measure = exit ? "限制出境" : "限制消费";
      if (exit && order->until) measure += fmt::format("至{}", order->until->text());
      out.add(order->case_no, measure + capacity(*order));
    }
  }
  return out;
}

bool listed(const Subject& subject, bool with_term) {
  return std::ranges::any_of(subject.listings, [&](const domain::Listing& listing) {
    return listing.standing.live() && listing.term_ends.has_value() == with_term;
  });
}

std::string frees(const Subject& subject, Day today) {
  std::vector<std::string> out;
  if (listed(subject, false)) {
    out.emplace_back("履行完毕或者有其他法定情形的，三个工作日内删除失信信息");
  }
  if (listed(subject, true)) {
    out.emplace_back("有纳入期限的，期限届满自动删除，积极履行、主动纠正的可以提前删除");
  }
  if (!domain::binding_orders(subject, domain::OrderKind::kConsumption, today).empty()) {
    out.emplace_back("履行完毕、提供充分担保或者申请执行人同意的，三个工作日内解除限制消费");
  }
  if (!domain::binding_orders(subject, domain::OrderKind::kExit, today).empty()) {
    out.emplace_back("限制出境到期不续控即解除，履行完毕的应当及时解除");
  }
  return out.empty() ? std::string{} : joined(out, "；") + "。";
}

}  // namespace

Sentence sentence_of(const Subject& subject, Day today) {
  const auto names = subject.current_names();
  const std::string name = names.empty() ? "此人" : names.front();
  const Holds holds = holds_of(subject, today);
  if (holds.all().empty()) return {name + "现在没有任何限制。", {}};
  std::vector<std::string> parts;
  for (const auto& [no, measures] : holds.all()) {
    parts.push_back(fmt::format("因{}被{}", no, joined(measures)));
  }
  std::string held = name + joined(parts, "；") + "。";
  if (holds.all().size() > 1) held += "每案各自成立，终结一案不解除他案的限制。";
  return {std::move(held), frees(subject, today)};
}

}  // namespace shixin::web::console
