#include "intake/xlsx_package.h"

#include <fmt/format.h>
#include <zip.h>

#include <array>

namespace shixin::intake {
namespace {

// Excel's own parts shrink to a tenth or a fortieth; a bomb's to a thousandth.
constexpr std::uint64_t kRatioMax = 200;
constexpr std::uint64_t kRatioFrom = std::uint64_t{1} << 20;  // smaller ones harm nobody
constexpr std::string_view kOldExcel = "\xD0\xCF\x11\xE0";

Error broken(const std::string& name) {
  return {ErrorCode::kMalformed, fmt::format("工作簿中的 {} 已损坏", name)};
}

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

}  // namespace

void XlsxPackage::Close::operator()(zip* archive) const { zip_discard(archive); }

Result<XlsxPackage> XlsxPackage::open(std::string bytes) {
  if (bytes.starts_with(kOldExcel)) {
    return Error{ErrorCode::kMalformed, "文件已加密,或者是旧的 .xls 格式:请去除密码,另存为 .xlsx"};
  }
  const Error none{ErrorCode::kMalformed, "不是 .xlsx 文件,或者文件不完整"};
  if (bytes.empty()) return none;  // libzip takes it for an archive of nothing
  XlsxPackage package;
  package.bytes_ = std::make_unique<std::string>(std::move(bytes));
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source =
      zip_source_buffer_create(package.bytes_->data(), package.bytes_->size(), 0, &error);
  if (source != nullptr) {
    package.archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
    if (!package.archive_) zip_source_free(source);
  }
  zip_error_fini(&error);
  if (package.archive_) return package;
  return none;
}

Result<pugi::xml_document> XlsxPackage::part(const std::string& name, std::size_t bytes_max) const {
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat(archive_.get(), name.c_str(), 0, &stat) != 0) {
    return Error{ErrorCode::kNotFound, fmt::format("工作簿中没有 {}", name)};
  }
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
    return Error{ErrorCode::kMalformed, "文件已加密:请去除密码"};
  }
  const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen_index(archive_.get(), stat.index, 0));
  if (!file) return broken(name);

  std::string text;
  std::array<char, std::size_t{64} << 10> piece;
  for (;;) {
    const zip_int64_t got = zip_fread(file.get(), piece.data(), piece.size());
    if (got < 0) return broken(name);
    if (got == 0) break;
    text.append(piece.data(), static_cast<std::size_t>(got));
    if (text.size() > bytes_max) {
      return Error{ErrorCode::kTooLarge,
                   fmt::format("工作簿中的 {} 超过{}MiB:请拆成几个文件,或者另存为 CSV", name,
                               bytes_max >> 20)};
    }
    if (text.size() > kRatioFrom && text.size() / kRatioMax > stat.comp_size) {
      return Error{ErrorCode::kTooLarge, fmt::format("工作簿中的 {} 压缩率异常,拒绝读取", name)};
    }
  }
  pugi::xml_document xml;
  if (!xml.load_buffer(text.data(), text.size())) return broken(name);
  return xml;
}

}  // namespace shixin::intake
