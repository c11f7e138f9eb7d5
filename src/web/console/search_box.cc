#include "web/console/search_box.h"

#include "web/page/data.h"

namespace shixin::web::console {
namespace {

constexpr char kSearchBox[] =
    R"html(<form class="look" method="post" action="/search" role="search">
<input type="hidden" name="csrf" value="{{csrf}}">
<div><label for="q" class="hidden">姓名、证件号码或者案号</label><input id="q" name="q" maxlength="100"
  autocomplete="off" placeholder="姓名、证件号码或者案号"></div>
<button type="submit">查找</button>
</form>
)html";

}  // namespace

std::string search_box(const Call& call) {
  PageData data;
  put(data, "csrf", call.caller.csrf);
  return render(kSearchBox, data);
}

}  // namespace shixin::web::console
