// The sentence at the head of a subject's page: from what he is restricted, by which case, and what
// frees him.
#pragma once

#include <string>

#include "domain/subject.h"

namespace shixin::web::console {

struct Sentence {
  std::string held;   // 张某因（2016）赣1102执123号被纳入失信名单，限制消费。
  std::string frees;  // what ends it; empty where nothing holds him
};

Sentence sentence_of(const domain::Subject& subject, Day today);

}  // namespace shixin::web::console
