#include "domain/region.h"

#include <algorithm>
#include <array>

namespace shixin::domain {
namespace {

constexpr std::array<Province, 34> kProvinces{{
    {"11", "北京市", "京"},           {"12", "天津市", "津"},
    {"13", "河北省", "冀"},           {"14", "山西省", "晋"},
    {"15", "内蒙古自治区", "内"},     {"21", "辽宁省", "辽"},
    {"22", "吉林省", "吉"},           {"23", "黑龙江省", "黑"},
    {"31", "上海市", "沪"},           {"32", "江苏省", "苏"},
    {"33", "浙江省", "浙"},           {"34", "安徽省", "皖"},
    {"35", "福建省", "闽"},           {"36", "江西省", "赣"},
    {"37", "山东省", "鲁"},           {"41", "河南省", "豫"},
    {"42", "湖北省", "鄂"},           {"43", "湖南省", "湘"},
    {"44", "广东省", "粤"},           {"45", "广西壮族自治区", "桂"},
    {"46", "海南省", "琼"},           {"50", "重庆市", "渝"},
    {"51", "四川省", "川"},           {"52", "贵州省", "黔"},
    {"53", "云南省", "云"},           {"54", "西藏自治区", "藏"},
    {"61", "陕西省", "陕"},           {"62", "甘肃省", "甘"},
    {"63", "青海省", "青"},           {"64", "宁夏回族自治区", "宁"},
    {"65", "新疆维吾尔自治区", "新"}, {"71", "台湾省", ""},
    {"81", "香港特别行政区", ""},     {"82", "澳门特别行政区", ""},
}};

// What is left of a name without the word for its rank: 江西省 → 江西, 广西壮族自治区 → 广西.
std::string_view short_name(std::string_view name) {
  constexpr std::array kRanks{"特别行政区", "壮族自治区", "回族自治区", "维吾尔自治区",
                              "自治区",     "省",         "市"};
  for (const std::string_view rank : kRanks) {
    if (name.ends_with(rank)) return name.substr(0, name.size() - rank.size());
  }
  return name;
}

}  // namespace

std::span<const Province> provinces() { return kProvinces; }

const Province* province_of(std::string_view region_code) {
  auto code = region_code.substr(0, 2);
  if (code == "83") code = "71";
  const auto found = std::ranges::find(kProvinces, code, &Province::code);
  return found == kProvinces.end() ? nullptr : &*found;
}

const Province* province_named(std::string_view name) {
  const auto found = std::ranges::find_if(kProvinces, [&](const Province& province) {
    return province.name == name || short_name(province.name) == short_name(name);
  });
  return found == kProvinces.end() ? nullptr : &*found;
}

}  // namespace shixin::domain
