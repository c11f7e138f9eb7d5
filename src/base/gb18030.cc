#include "base/gb18030.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <array>

namespace shixin::base {

struct Gb18030::State {
  State() {
    UErrorCode status = U_ZERO_ERROR;
    converter = ucnv_open("gb18030", &status);
    if (U_SUCCESS(status)) {
      ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    }
  }
  ~State() { ucnv_close(converter); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  UConverter* converter = nullptr;
  icu::UnicodeString held;  // a lead surrogate whose trail comes with the next piece
};

Gb18030::Gb18030() : state_(std::make_unique<State>()) {}
Gb18030::~Gb18030() = default;

Result<std::string> Gb18030::feed(std::string_view bytes, bool last) {
  if (state_->converter == nullptr) {
    return Error{ErrorCode::kUnavailable, "ICU has no GB18030 converter"};
  }
  icu::UnicodeString wide = std::move(state_->held);
  state_->held.remove();
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  for (;;) {
    std::array<UChar, 4096> room{};
    UChar* to = room.data();
    UErrorCode status = U_ZERO_ERROR;
    ucnv_toUnicode(state_->converter, &to, room.data() + room.size(), &at, end, nullptr,
                   static_cast<UBool>(last), &status);
    wide.append(room.data(), static_cast<std::int32_t>(to - room.data()));
    if (status == U_BUFFER_OVERFLOW_ERROR) continue;
    if (U_FAILURE(status)) return Error{ErrorCode::kMalformed, "不是有效的 GB18030"};
    break;
  }
  if (const auto size = wide.length(); !last && size > 0 && U16_IS_LEAD(wide[size - 1])) {
    state_->held = wide.tempSubString(size - 1);
    wide.truncate(size - 1);
  }
  std::string out;
  wide.toUTF8String(out);
  return out;
}

}  // namespace shixin::base
