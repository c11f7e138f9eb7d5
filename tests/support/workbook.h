// Workbook: an .xlsx file in memory, for tests that say what stands in its sheet.
#pragma once

#include <zip.h>

#include <map>
#include <stdexcept>
#include <string>

namespace shixin::test {

using Parts = std::map<std::string, std::string>;

// Everything a reader needs around a sheet: two strings, and styles 1 and 2 that show dates.
inline Parts parts_around(const std::string& sheet) {
  return {
      {"xl/workbook.xml",
       "<workbook><workbookPr/><sheets><sheet name=\"名单\" sheetId=\"1\" r:id=\"rId1\"/>"
       "<sheet name=\"其他\" sheetId=\"2\" r:id=\"rId2\"/></sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels",
       "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/>"
       "<Relationship Id=\"rId2\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>"},
      {"xl/styles.xml",
       "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m\"/>"
       "<numFmt numFmtId=\"165\" formatCode=\"&quot;day&quot;0.00\"/></numFmts><cellXfs>"
       "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/>"
       "</cellXfs></styleSheet>"},
      {"xl/sharedStrings.xml",
       "<sst><si><t>案号</t></si><si><r><t>义</t></r><r><t>务</t></r><rPh><t>x</t></rPh></si></"
       "sst>"},
      {"xl/worksheets/sheet1.xml", "<worksheet>" + sheet + "</worksheet>"},
      {"xl/worksheets/sheet2.xml",
       "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>种类</t></is></c></row></sheetData>"
       "</worksheet>"},
  };
}

inline std::string zipped(const Parts& parts) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  if (archive == nullptr) throw std::runtime_error("no archive");
  zip_source_keep(target);
  for (const auto& [name, text] : parts) {
    zip_source_t* part = zip_source_buffer(archive, text.data(), text.size(), 0);
    if (zip_file_add(archive, name.c_str(), part, ZIP_FL_ENC_UTF_8) < 0) {
      throw std::runtime_error("no part");
    }
  }
  if (zip_close(archive) != 0) throw std::runtime_error("not closed");
  zip_stat_t stat;
  zip_stat_init(&stat);
  zip_source_stat(target, &stat);
  std::string bytes(stat.size, '\0');
  zip_source_open(target);
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  zip_error_fini(&error);
  return bytes;
}

}  // namespace shixin::test
