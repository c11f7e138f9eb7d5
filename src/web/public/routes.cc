#include "web/public/routes.h"

#include <charconv>
#include <memory>

#include "base/json.h"
#include "web/page/page_answer.h"
#include "web/page/style.h"
#include "web/public/answer_json.h"
#include "web/public/ledger.h"
#include "web/public/pages.h"
#include "web/public/published.h"
#include "web/public/recent_answers.h"
#include "web/public/statistics_cache.h"

namespace shixin::web {
namespace {

// A name of a hundred characters, each nine bytes when it is escaped, a number and the rest.
constexpr std::size_t kQuestionBytesMax = 4096;

PageFrame frame_of(const PublicContext& context) {
  return {context.court, context.clock.now(), context.rehearsal};
}

Answer api(std::string json) {
  return json_answer(std::move(json)).with("Cache-Control", "no-store");
}

Answer not_found_page(const PublicContext& context) {
  return page_answer(message_page(frame_of(context), "没有这条公布信息",
                                  "地址有误，或者这条信息不在公布之列。请返回查询。"),
                     404);
}

// An address of nothing: a page for a browser, which says that it takes one, else a problem.
Answer get_nothing(const PublicContext& context, const Request& request) {
  if (request.header("Accept").find("text/html") == std::string_view::npos) {
    return problem({ErrorCode::kNotFound, "没有这个地址"});
  }
  return page_answer(
      message_page(frame_of(context), "没有这个页面", "地址有误，或者页面已经不在。"), 404);
}

// What is our own fault: problem() logs it and knows its status, the page keeps silent about it.
Answer failure_page(const PublicContext& context, const Error& error) {
  return page_answer(message_page(frame_of(context), "暂时不能查询", "请稍后再试，或者联系本院。"),
                     problem(error).status);
}

std::optional<std::chrono::seconds> too_often(const PublicContext& context,
                                              const Request& request) {
  if (context.questions == nullptr) return std::nullopt;
  return context.questions->admit(request.remote_address);
}

// A page that is not a number becomes one that is refused.
std::int64_t page_number(std::string_view text) {
  if (text.empty()) return 1;
  std::int64_t page = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), page);
  return read.ec == std::errc{} && read.ptr == text.data() + text.size() ? page : 0;
}

Result<lookup::Asked> read_form(const Request& request) {
  const auto form = request.form();
  if (!form) return form.error();
  lookup::Asked asked;
  std::string page;
  const std::pair<const char*, std::string*> fields[] = {{"name", &asked.name},
                                                         {"number", &asked.number},
                                                         {"region", &asked.region},
                                                         {"court", &asked.court},
                                                         {"page", &page}};
  for (const auto& [name, value] : fields) {
    auto typed = single(*form, name);
    if (!typed) return std::move(typed).error();
    *value = std::move(*typed).value_or("");
  }
  asked.page = page_number(page);
  return asked;
}

Answer post_form(const PublicContext& context, RecentAnswers& answers, const Request& request) {
  if (const auto wait = too_often(context, request)) {
    return page_answer(message_page(frame_of(context), "查询过于频繁", "请稍后再试。"), 429)
        .with("Retry-After", std::to_string(wait->count()));
  }
  const auto asked = read_form(request);
  if (!asked)
    return page_answer(form_page(frame_of(context), {}, {{"", asked.error().detail}}), 400);
  const auto unless_number = [](const std::string& typed) {
    return lookup::holds_number(typed) ? std::string{} : typed;
  };
  const FormShown shown{unless_number(asked->name), asked->region, unless_number(asked->court)};
  const auto answered = answers.look_up(*asked);
  if (answered) return page_answer(answer_page(frame_of(context), shown, (*answered)->answer));
  if (answered.error().faults.empty()) return failure_page(context, answered.error());
  return page_answer(form_page(frame_of(context), shown, answered.error().faults), 400);
}

Answer post_json(const PublicContext& context, RecentAnswers& answers, const Request& request) {
  if (const auto wait = too_often(context, request)) {
    return problem({ErrorCode::kThrottled, "查询过于频繁，请稍后再试"})
        .with("Retry-After", std::to_string(wait->count()));
  }
  const auto json = base::parse_json(request.body);
  if (!json) return problem(json.error());
  const auto asked = base::read_json<lookup::Asked>(*json);
  if (!asked) return problem(asked.error());
  const auto answered = answers.look_up(*asked);
  if (!answered) return problem(answered.error());
  return api(answer_json(frame_of(context), (*answered)->json));
}

Answer get_entry(const PublicContext& context, const std::string& text) {
  const auto id = domain::EntryId::parse(text);
  if (!id) return not_found_page(context);
  const auto list = published(context);
  if (!list) return failure_page(context, list.error());
  const auto found = lookup::published_entry(**list, *id);
  if (!found) return failure_page(context, found.error());
  if (!*found) return not_found_page(context);
  return page_answer(entry_page(frame_of(context), **found));
}

// The moment of the count stands for the moment of the answer.
PageFrame frame_at(const PublicContext& context, Instant at) {
  return {context.court, at, context.rehearsal};
}

Answer get_statistics(const PublicContext& context, StatisticsCache& cache) {
  if (const auto list = published(context); !list) return failure_page(context, list.error());
  const auto counted = cache.get();
  if (!counted) return failure_page(context, counted.error());
  return page_answer(statistics_page(frame_at(context, counted->at), counted->statistics));
}

Answer get_statistics_json(const PublicContext& context, StatisticsCache& cache) {
  if (const auto list = published(context); !list) return problem(list.error());
  const auto counted = cache.get();
  if (!counted) return problem(counted.error());
  return api(statistics_json(frame_at(context, counted->at), counted->statistics));
}

// Well is who can read.
Answer get_health(const PublicContext& context) {
  const auto read = context.engine.snapshot()->get(store::Table::kMeta, "head");
  if (!read) return problem({ErrorCode::kUnavailable, "暂时不能读取数据"});
  return text_answer("ok\n").with("Cache-Control", "no-store");
}

}  // namespace

void add_public_routes(Router& router, const PublicContext& context) {
  const auto cache = std::make_shared<StatisticsCache>(context);
  const auto answers = std::make_shared<RecentAnswers>(context);
  const auto options = [](std::string media_type) {
    return RouteOptions{.body_bytes_max = kQuestionBytesMax, .accepts = {std::move(media_type)}};
  };
  router.add("GET", "/", [&](const Request&, const Captures&) {
    return page_answer(form_page(frame_of(context), {}, {}));
  });
  router.add("GET", "/lookup", [](const Request&, const Captures&) { return see_other("/"); });
  router.add(
      "POST", "/lookup",
      [&, answers](const Request& request, const Captures&) {
        return post_form(context, *answers, request);
      },
      options("application/x-www-form-urlencoded"));
  router.add(
      "POST", "/api/v1/lookup",
      [&, answers](const Request& request, const Captures&) {
        return post_json(context, *answers, request);
      },
      options("application/json"));
  router.add("GET", "/entries/{id}", [&](const Request&, const Captures& captures) {
    return get_entry(context, captures["id"]);
  });
  router.add("GET", "/stats", [&, cache](const Request&, const Captures&) {
    return get_statistics(context, *cache);
  });
  router.add("GET", "/api/v1/stats", [&, cache](const Request&, const Captures&) {
    return get_statistics_json(context, *cache);
  });
  add_ledger_routes(router, context);
  add_style_route(router);
  router.add("GET", "/healthz",
             [&](const Request&, const Captures&) { return get_health(context); });
  router.otherwise(
      [&](const Request& request, const Captures&) { return get_nothing(context, request); });
}

}  // namespace shixin::web
