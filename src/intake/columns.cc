#include "intake/columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/csv.h"
#include "base/json.h"
#include "base/text.h"
#include "intake/cells.h"

namespace shixin::intake {

struct Column {
  std::string_view chinese;
  std::string_view english;
  std::string_view pointer;  // "": it is ours, and is left out when a reject file is brought again
  Cell cell;
  std::span<const Spelling> words = {};  // of kWord and kWords
  bool identity = false;
};

namespace {

using base::Json;

constexpr std::array kColumns{
    Column{"行号", "line", "", Cell::kText},
    Column{"原因", "reasons", "", Cell::kText},
    Column{"种类", "kind", "/kind", Cell::kWord, kKindWords},
    Column{"主体编号", "subject_id", "/subject/id", Cell::kText, {}, true},
    Column{"主体类型", "subject_kind", "/subject/kind", Cell::kWord, kSubjectWords},
    Column{"姓名或名称", "name", "/subject/name", Cell::kText, {}, true},
    Column{"性别", "sex", "/subject/sex", Cell::kWord, kSexWords},
    Column{"证件类型", "document_type", "/subject/documents/0/type", Cell::kWord, kDocumentWords},
    Column{"证件号码", "document_number", "/subject/documents/0/number", Cell::kText, {}, true},
    Column{"证件类型2", "document_type_2", "/subject/documents/1/type", Cell::kWord,
           kDocumentWords},
    Column{"证件号码2", "document_number_2", "/subject/documents/1/number", Cell::kText, {}, true},
    Column{"工作单位", "employer", "/subject/employer", Cell::kText},
    Column{"案号", "case_no", "/case/no", Cell::kText, {}, true},
    Column{"立案日期", "filed_on", "/case/filed_on", Cell::kDay},
    Column{"执行依据制作单位", "basis_unit", "/case/basis/unit", Cell::kText},
    Column{"执行依据文号", "basis_no", "/case/basis/no", Cell::kText},
    Column{"义务", "duty", "/case/duty", Cell::kText},
    Column{"履行情况", "performance", "/case/performance", Cell::kWord, kPerformanceWords},
    Column{"已履行部分", "performed", "/case/performed", Cell::kText},
    Column{"未履行部分", "outstanding", "/case/outstanding", Cell::kText},
    Column{"标的金额(元)", "amount_yuan", "/case/amount_fen", Cell::kYuan},
    Column{"执行法院", "court", "/case/court", Cell::kText},
    Column{"启动方式", "initiated_by", "/initiated/by", Cell::kWord, kInitiatorWords},
    Column{"申请日期", "applied_on", "/initiated/applied_on", Cell::kDay},
    Column{"失信情形", "grounds", "/grounds", Cell::kWords, kGroundWords},
    Column{"延长年数", "extension_years", "/extension_years", Cell::kCount},
    Column{"证据", "evidence", "/evidence", Cell::kTexts},
    Column{"公布方式", "publication", "/publication", Cell::kWord, kPublicationWords},
    Column{"承办人", "handler", "/handler", Cell::kText},
    Column{"文书编号", "paper_no", "/paper/no", Cell::kText},
    Column{"签发日期", "signed_on", "/paper/signed_on", Cell::kDay},
    Column{"限制消费令编号", "order_paper_no", "/order_paper/no", Cell::kText},
    Column{"限制消费令签发日期", "order_signed_on", "/order_paper/signed_on", Cell::kDay},
    Column{"送达方式", "service_method", "/service/method", Cell::kWord, kServiceWords},
    Column{"送达日期", "served_on", "/service/on", Cell::kDay},
    Column{"送达凭证", "service_proof", "/service/proof", Cell::kText},
    Column{"措施", "measures", "/measures", Cell::kWords, kMeasureWords},
    Column{"身份", "role", "/role", Cell::kWord, kRoleWords},
    Column{"所代表的单位", "role_of", "/role_of", Cell::kText},
    Column{"起始日期", "from", "/from", Cell::kDay},
    Column{"截止日期", "until", "/until", Cell::kDay},
    Column{"解除截止日期", "to", "/to", Cell::kDay},
    Column{"批准层级", "authority_level", "/authority/level", Cell::kWord, kLevelWords},
    Column{"批准机关", "authority_unit", "/authority/unit", Cell::kText},
    Column{"批准文号", "authority_no", "/authority/no", Cell::kText},
    Column{"批准日期", "authority_on", "/authority/on", Cell::kDay},
    Column{"所依据的裁定", "ruling", "/ruling", Cell::kText},
    Column{"缘由", "because", "/because", Cell::kWord, kCauseWords},
    Column{"暂时解除事由", "exemption_reason", "/reason", Cell::kWord, kExemptionWords},
    Column{"理由", "reason", "/reason", Cell::kText},
    Column{"查询日期", "queries", "/queries", Cell::kDays},
    Column{"无有效财产线索", "no_clues_left", "/no_clues_left", Cell::kFlag},
    Column{"被撤销的决定", "decision", "/decision", Cell::kText, {}, true},
    Column{"新增姓名", "add_names", "/add_names", Cell::kTexts, {}, true},
    Column{"停用姓名", "retire_names", "/retire_names", Cell::kTexts, {}, true},
    Column{"新增证件类型", "add_document_type", "/add_documents/0/type", Cell::kWord,
           kDocumentWords},
    Column{"新增证件号码", "add_document_number", "/add_documents/0/number", Cell::kText, {}, true},
    Column{"停用证件类型", "retire_document_type", "/retire_documents/0/type", Cell::kWord,
           kDocumentWords},
    Column{"停用证件号码",
           "retire_document_number",
           "/retire_documents/0/number",
           Cell::kText,
           {},
           true},
    Column{"来源", "source", "/source", Cell::kText},
};

// Titles as people type them: brackets of both widths, spaces, capitals.
std::string title_form(std::string_view title) {
  std::string form = base::as_read(title);
  std::ranges::transform(form, form.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return form;
}

const Column* column_of(std::string_view title) {
  const std::string form = title_form(title);
  const auto at = std::ranges::find_if(kColumns, [&](const Column& column) {
    return form == title_form(column.chinese) || form == column.english;
  });
  return at == kColumns.end() ? nullptr : &*at;
}

// A file without a header has somebody's number where the title should be.
std::string shown(std::size_t column, const std::string& title) {
  constexpr std::size_t kCharactersMax = 20;
  constexpr std::ptrdiff_t kDigitsMax = 4;
  const auto digits = std::ranges::count_if(title, [](char c) { return c >= '0' && c <= '9'; });
  const bool harmless = base::code_points(title) <= kCharactersMax && digits <= kDigitsMax;
  return harmless && !title.empty() ? fmt::format("第{}列“{}”", column + 1, title)
                                    : fmt::format("第{}列", column + 1);
}

std::string_view hint(Cell cell) {
  switch (cell) {
    case Cell::kDay:
    case Cell::kDays:
      return ";日期写作 2026-03-01";
    case Cell::kYuan:
      return ";金额以元为单位,写作 125000.00";
    case Cell::kFlag:
      return ";写作“是”或者“否”";
    case Cell::kText:
    case Cell::kTexts:
    case Cell::kWord:
    case Cell::kWords:
    case Cell::kCount:
      return {};
  }
  return {};
}

}  // namespace

bool is_column(std::string_view title) { return column_of(title) != nullptr; }

Result<Header> Header::read(std::vector<std::string> titles, const ColumnMap& map) {
  Header header;
  std::vector<Fault> faults;
  std::set<const Column*> seen;
  for (std::size_t i = 0; i < titles.size(); ++i) {
    const auto mapped = map.find(titles[i]);
    const bool left_out = mapped != map.end() && mapped->second.empty();
    const std::string& ours = mapped == map.end() ? titles[i] : mapped->second;
    const Column* column = left_out ? nullptr : column_of(ours);
    header.columns_.push_back(column);
    if (left_out) continue;
    if (column == nullptr) {
      faults.push_back({"", fmt::format("{}:没有这一列,可用 --map 对应", shown(i, titles[i]))});
    } else if (!seen.insert(column).second) {
      faults.push_back({"", fmt::format("{}:这一列重复", shown(i, titles[i]))});
    }
  }
  if (titles.empty()) faults.push_back({"", "缺少标题行"});
  if (!faults.empty()) return base::malformed(std::move(faults));
  header.titles_ = std::move(titles);
  return header;
}

bool Header::tells_identity(std::size_t column) const {
  return column < columns_.size() && columns_[column] != nullptr && columns_[column]->identity;
}

std::vector<std::string> Header::own(const std::vector<std::string>& cells) const {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool added = i < columns_.size() && columns_[i] && columns_[i]->pointer.empty();
    if (!added) out.push_back(cells[i]);
  }
  return out;
}

std::string Header::json(const std::vector<std::string>& cells) const {
  Json row = Json::object();
  for (std::size_t i = 0; i < std::min(cells.size(), columns_.size()); ++i) {
    const Column* column = columns_[i];
    if (column == nullptr || column->pointer.empty() || base::strip_invisible(cells[i]).empty()) {
      continue;
    }
    row[Json::json_pointer(std::string(column->pointer))] =
        cell_json(column->cell, column->words, base::from_sheet_text(cells[i]));
  }
  return row.dump();
}

Fault placed_in_table(Fault fault) {
  const Column* found = nullptr;
  for (const Column& column : kColumns) {
    const bool within = !column.pointer.empty() && fault.pointer.starts_with(column.pointer) &&
                        (fault.pointer.size() == column.pointer.size() ||
                         fault.pointer[column.pointer.size()] == '/');
    if (within && (!found || column.pointer.size() > found->pointer.size())) found = &column;
  }
  if (found) {
    fault.detail = fmt::format("“{}”列:{}{}", found->chinese, fault.detail, hint(found->cell));
  }
  return fault;
}

}  // namespace shixin::intake
