// RecentAnswers: what the public was answered while the register stood as it does. Who is removed
// is gone from here with the commit that removes him.
#pragma once

#include <memory>
#include <string>

#include "lookup/answer.h"
#include "store/at_head.h"
#include "web/public/context.h"

namespace shixin::web {

struct Answered {
  lookup::PublicAnswer answer;
  std::string json;  // answer_members(): without the moment
};

// Safe from any thread. Keeps no question: a digest under a key of its own leads to the answer.
class RecentAnswers {
 public:
  explicit RecentAnswers(const PublicContext& context);

  // The failures of parse_question(), published() and of reading.
  Result<std::shared_ptr<const Answered>> look_up(const lookup::Asked& asked);

 private:
  const PublicContext& context_;
  const base::Key key_;
  store::AtHead<Answered> answered_;
};

}  // namespace shixin::web
