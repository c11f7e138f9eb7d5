#include "web/public/recent_answers.h"

#include "web/public/answer_json.h"
#include "web/public/published.h"

namespace shixin::web {
namespace {

constexpr std::size_t kAnswersMax = 1024;  // of some 30 kB at the most

base::Key drawn_key() {
  base::SystemRandom random;
  return base::Key::draw(random);
}

base::Digest name_of(const base::Key& key, const lookup::Asked& asked) {
  std::string text;
  for (const std::string* part : {&asked.name, &asked.number, &asked.region, &asked.court}) {
    text += *part;
    text += '\0';
  }
  return base::hmac_sha256(key, text + std::to_string(asked.page));
}

}  // namespace

RecentAnswers::RecentAnswers(const PublicContext& context)
    : context_(context), key_(drawn_key()), answered_(kAnswersMax) {}

Result<std::shared_ptr<const Answered>> RecentAnswers::look_up(const lookup::Asked& asked) {
  const base::Digest name = name_of(key_, asked);
  if (auto known = answered_.find(context_.engine.snapshot()->head(), name)) return known;
  const auto question = lookup::parse_question(asked);
  if (!question) return question.error();
  const auto list = published(context_);
  if (!list) return list.error();
  auto answer = lookup::answer(**list, context_.index, *question);
  if (!answer) return std::move(answer).error();
  std::string json = answer_members(context_.court, *answer);
  return answered_.keep((*list)->head(), name, {*std::move(answer), std::move(json)});
}

}  // namespace shixin::web
