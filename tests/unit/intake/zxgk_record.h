// A record of the public site's export that comes in as it is; a test changes what it is about.
#pragma once

#include "base/json.h"

namespace shixin::test {

inline base::Json zxgk_record() {
  return {{"iname", "周思守"},
          {"sexy", "男性"},
          {"age", "45"},
          {"cardNum", "361102188002200013"},
          {"partyTypeName", "0"},
          {"caseCode", "(2025)赣1102执201号"},
          {"courtName", "江西省上饶市信州区人民法院"},
          {"gistId", "(2024)赣1102民初201号"},
          {"gistUnit", "江西省上饶市信州区人民法院"},
          {"regDate", "20250106"},
          {"publishDate", "2025年03月18日"},
          {"duty", "偿还借款"},
          {"performance", "全部未履行"},
          {"performedPart", "暂无"},
          {"unperformPart", nullptr},
          {"disruptTypeName", "有履行能力而拒不履行生效法律文书确定义务"}};
}

}  // namespace shixin::test
