// RandomLife: what a court might do to a few people and units, as chance has it.
#pragma once

#include <map>
#include <vector>

#include "unit/feed/small_register.h"

namespace shixin::feed {

class RandomLife {
 public:
  RandomLife(SmallRegister& reg, std::uint64_t seed, std::uint64_t people)
      : reg_(reg), people_(people), chance_(seed) {}

  std::uint64_t below(std::uint64_t bound) {
    std::uint64_t drawn = 0;
    for (const auto byte : chance_.make<std::array<std::uint8_t, 4>>()) drawn = drawn << 8 | byte;
    return drawn % bound;
  }

  // Something happens to one of them, or time passes. What the law refuses is nothing.
  void step() {
    if (below(12) == 0) {
      reg_.come_to(reg_.today.plus_days(static_cast<int>(below(40))));
      return;
    }
    const auto whom = below(people_);
    const auto known = known_.find(whom);
    const int no = 100 + static_cast<int>(whom) * 10 + static_cast<int>(below(3));
    const auto who = known == known_.end()
                         ? (whom % 6 < 4 ? support::person(whom) : support::company(whom))
                         : support::by_id(reg_.subjects.at(known->second));
    const auto next = support::decision(who, act(no));
    if (!reg_.decide(next)) return;
    ++taken_;
    known_[whom] = reg_.last_subject;
    past_.push_back(next);
  }

  int taken() const { return taken_; }

 private:
  // What ends something is not signed before it.
  template <class A>
  A signed_today(A act) const {
    act.paper = support::paper(reg_.today);
    return act;
  }

  domain::Act act(int no) {
    const Day today = reg_.today;
    switch (below(past_.empty() ? 9 : 10)) {
      case 0:
        return support::list_act(no, today);
      case 1:
        return support::list_with_term(no, today);
      case 2:
        return support::restrict_act(no, today);
      case 3:
        return support::exit_act(no, today);
      case 4:
        return signed_today(support::exempt_act(no, today));
      case 5:
        return signed_today(support::delete_act(no));
      case 6:
        return signed_today(support::lift_act(no));
      case 7:
        return signed_today(support::lift_act(no, domain::Measure::kExit));
      case 8:
        return signed_today(support::correct_act(no));
      default:
        return signed_today(support::revoke_act(past_[below(past_.size())]));
    }
  }

  SmallRegister& reg_;
  std::uint64_t people_;
  base::SeededRandom chance_;
  std::map<std::uint64_t, domain::SubjectId> known_;
  std::vector<domain::Decision> past_;
  int taken_ = 0;
};

}  // namespace shixin::feed
