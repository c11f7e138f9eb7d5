// The console: the pages on the staff port where court staff work, made on the server, in Chinese,
// over the same registry and the same rules as the JSON interface beside them (web/staff).
//
// How this folder is laid out:
//   desk       the guard and the frame of every page; forms with their tokens
//   sign_in, password, work, deadlines, facts, search, subject, case, decision, steps, draft,
//   accounts
//              one screen each: its template, what fills it, its routes
//   form_*     what a form asks for each kind of decision, as data; how it is read and shown.
//              fact_form is that of facts
//   rows, sentence, words, people
//              how the register's values are said on a screen
//   script     the one small script; every page works without it
#pragma once

#include "web/router.h"
#include "web/staff/context.h"

namespace shixin::web {

// The context must outlive the router.
void add_console_pages(Router& router, const StaffContext& context);

namespace console {

// One for each screen, each in the file of its name.
void add_sign_in_pages(Router& router, const StaffContext& context);
void add_password_pages(Router& router, const StaffContext& context);
void add_work_page(Router& router, const StaffContext& context);
void add_deadlines_page(Router& router, const StaffContext& context);
void add_fact_pages(Router& router, const StaffContext& context);
void add_search_pages(Router& router, const StaffContext& context);
void add_subject_pages(Router& router, const StaffContext& context);
void add_case_page(Router& router, const StaffContext& context);
void add_decision_page(Router& router, const StaffContext& context);
void add_step_forms(Router& router, const StaffContext& context);
void add_draft_pages(Router& router, const StaffContext& context);
void add_account_pages(Router& router, const StaffContext& context);

}  // namespace console
}  // namespace shixin::web
