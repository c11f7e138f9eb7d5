#include "web/public/pages.h"

#include <algorithm>

#include "web/page/document.h"
#include "web/public/page_data.h"
#include "web/public/templates.h"

namespace shixin::web {
namespace {

std::string framed(const PageFrame& frame, std::string_view title, std::string content) {
  PageData data;
  put(data, "court", frame.court.name);
  put(data, "phone", frame.court.phone);
  put(data, "as_of", time_text(frame.as_of));
  put(data, "as_of_machine", base::rfc3339(frame.as_of));
  put(data, "content", content);
  return document({title, frame.court.name, frame.rehearsal}, render(templates::kFrame, data));
}

// The field of the form that a fault is about: "/name" is "name"; none for the page number.
std::string_view field_of(std::string_view pointer) {
  const bool shown = !pointer.empty() && pointer != "/page";
  return shown ? pointer.substr(1) : std::string_view{};
}

std::string form_content(const PageFrame& frame, const FormShown& form,
                         const std::vector<Fault>& faults) {
  const auto fault_of = [&](std::string_view pointer) {
    const auto fault = std::ranges::find(faults, pointer, &Fault::pointer);
    return fault == faults.end() ? std::string_view{} : std::string_view{fault->detail};
  };
  PageData data;
  put(data, "name", form.name);
  put(data, "case_court", form.court);
  put(data, "court_code", frame.court.code);
  put(data, "name_fault", fault_of("/name"));
  put(data, "number_fault", fault_of("/number"));
  put(data, "region_fault", fault_of("/region"));
  put(data, "court_fault", fault_of("/court"));
  data["refused"] = !faults.empty();
  PageData details{PageData::type::list};
  for (const Fault& fault : faults) {
    PageData row;
    put(row, "detail", fault.detail);
    put(row, "field", field_of(fault.pointer));
    details << row;
  }
  data.set("faults", std::move(details));
  PageData regions{PageData::type::list};
  for (const auto& province : domain::provinces()) {
    if (province.court.empty()) continue;
    PageData row;
    put(row, "code", province.code);
    put(row, "label", province.name);
    row["chosen"] = province.code == form.region;
    regions << row;
  }
  data.set("regions", std::move(regions));
  return render(templates::kForm, data);
}

std::string total_text(const lookup::Count& total) {
  return std::to_string(total.number) + (total.more ? " 以上" : "");
}

PageData answer_data(const PageFrame& frame, const FormShown& form,
                     const lookup::PublicAnswer& answer) {
  PageData data;
  data["none"] = answer.found.empty();
  put(data, "as_of", time_text(frame.as_of));
  put(data, "total", total_text(answer.total));
  put(data, "page", std::to_string(answer.page));
  put(data, "pages", std::to_string(answer.pages));
  data["paged"] = answer.pages > 1;
  // What leafing asks again; a number is never asked for page by page.
  put(data, "name_asked", form.name);
  put(data, "region_asked", form.region);
  put(data, "court_asked", form.court);
  put(data, "previous", answer.page > 1 ? std::to_string(answer.page - 1) : "");
  put(data, "next", answer.page < answer.pages ? std::to_string(answer.page + 1) : "");
  PageData subjects{PageData::type::list};
  for (const auto& found : answer.found) subjects << subject_data(found, frame.court);
  data.set("subjects", std::move(subjects));
  return data;
}

}  // namespace

std::string form_page(const PageFrame& frame, const FormShown& form,
                      const std::vector<Fault>& faults) {
  return framed(frame, faults.empty() ? "信息查询" : "查询条件有误",
                form_content(frame, form, faults));
}

std::string answer_page(const PageFrame& frame, const FormShown& form,
                        const lookup::PublicAnswer& answer) {
  return framed(
      frame, "查询结果",
      form_content(frame, form, {}) + render(templates::kAnswer, answer_data(frame, form, answer)));
}

std::string entry_page(const PageFrame& frame, const lookup::Found& found) {
  PageData data;
  data["subject"] = subject_data(found, frame.court);
  return framed(frame, "公布信息详情", render(templates::kEntry, data));
}

std::string statistics_page(const PageFrame& frame, const lookup::Statistics& statistics) {
  PageData data;
  put(data, "as_of", time_text(frame.as_of));
  base::each_field<lookup::Statistics>([&](const auto& field) {
    put(data, std::string(field.name), std::to_string(statistics.*field.member));
  });
  return framed(frame, "公布统计", render(templates::kStatistics, data));
}

std::string message_page(const PageFrame& frame, std::string_view title, std::string_view text) {
  PageData data;
  put(data, "title", title);
  put(data, "text", text);
  return framed(frame, title, render(templates::kMessage, data));
}

}  // namespace shixin::web
