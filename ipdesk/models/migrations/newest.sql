CREATE TABLE achievement (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	applicant_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	date DATE NOT NULL, 
	ref TEXT, 
	facts TEXT NOT NULL, 
	batch INTEGER, 
	ordinal INTEGER NOT NULL, item TEXT, normal_texts TEXT DEFAULT '{}' NOT NULL, search_text TEXT DEFAULT '' NOT NULL, name TEXT DEFAULT '' NOT NULL, owners TEXT DEFAULT '[]' NOT NULL, filing_date DATE, rights TEXT DEFAULT '[]' NOT NULL, contract TEXT DEFAULT '' NOT NULL, contract_date DATE, 
	CONSTRAINT fk_achievement_applicant_id FOREIGN KEY(applicant_id) REFERENCES applicant (id)
);
CREATE TABLE achievement_holder (
	registered_id INTEGER NOT NULL, 
	applicant_id INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	CONSTRAINT pk_achievement_holder PRIMARY KEY (registered_id, applicant_id), 
	CONSTRAINT fk_achievement_holder_registered_id FOREIGN KEY(registered_id) REFERENCES registered_achievement (id), 
	CONSTRAINT fk_achievement_holder_applicant_id FOREIGN KEY(applicant_id) REFERENCES applicant (id)
);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE applicant (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind TEXT NOT NULL, 
	name TEXT NOT NULL, 
	identity TEXT NOT NULL, 
	unusual_code BOOLEAN NOT NULL, 
	confirmed TEXT NOT NULL, 
	legal_representative TEXT NOT NULL, 
	contact TEXT NOT NULL, 
	telephone TEXT NOT NULL, 
	address TEXT NOT NULL, 
	account_name TEXT NOT NULL, 
	bank TEXT NOT NULL, 
	account TEXT NOT NULL, 
	pinyin TEXT NOT NULL, 
	search_text TEXT NOT NULL, 
	core TEXT NOT NULL, 
	revision INTEGER NOT NULL, guardian TEXT DEFAULT '' NOT NULL, guardian_relation TEXT DEFAULT '' NOT NULL, guardian_identity TEXT DEFAULT '' NOT NULL, guardian_telephone TEXT DEFAULT '' NOT NULL, town TEXT DEFAULT '' NOT NULL, industry TEXT DEFAULT '' NOT NULL, bank_number TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT uq_applicant_identity UNIQUE (identity)
);
CREATE TABLE applicant_account (
	id INTEGER NOT NULL, 
	applicant_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	holder TEXT NOT NULL, 
	bank TEXT NOT NULL, 
	account TEXT NOT NULL, 
	bank_number TEXT NOT NULL, 
	used BOOLEAN NOT NULL, 
	reason TEXT NOT NULL, 
	proof TEXT NOT NULL, 
	person_id INTEGER, 
	at VARCHAR(32), 
	CONSTRAINT pk_applicant_account PRIMARY KEY (id), 
	CONSTRAINT fk_applicant_account_applicant_id FOREIGN KEY(applicant_id) REFERENCES applicant (id), 
	CONSTRAINT fk_applicant_account_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE applicant_bar (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	applicant_id INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	basis TEXT NOT NULL, 
	since DATE NOT NULL, 
	until DATE NOT NULL, 
	recorded_at VARCHAR(32) NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	lifted_at VARCHAR(32), 
	lifted_by INTEGER, 
	lifted_why TEXT NOT NULL, approval_number TEXT DEFAULT '' NOT NULL, approved_by TEXT DEFAULT '' NOT NULL, approved_on DATE, 
	CONSTRAINT ck_applicant_bar_some_days CHECK (since <= until), 
	CONSTRAINT ck_applicant_bar_founded CHECK (reason <> '' AND basis <> ''), 
	CONSTRAINT ck_applicant_bar_lifted_with_reason CHECK (lifted_at IS NULL OR lifted_why <> ''), 
	CONSTRAINT fk_applicant_bar_applicant_id FOREIGN KEY(applicant_id) REFERENCES applicant (id), 
	CONSTRAINT fk_applicant_bar_recorded_by FOREIGN KEY(recorded_by) REFERENCES person (id), 
	CONSTRAINT fk_applicant_bar_lifted_by FOREIGN KEY(lifted_by) REFERENCES person (id)
);
CREATE TABLE applicant_former_name (
	id INTEGER NOT NULL, 
	applicant_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	until DATE NOT NULL, 
	CONSTRAINT pk_applicant_former_name PRIMARY KEY (id), 
	CONSTRAINT fk_applicant_former_name_applicant_id FOREIGN KEY(applicant_id) REFERENCES applicant (id)
);
CREATE TABLE applicant_trait (
	id INTEGER NOT NULL, 
	applicant_id INTEGER NOT NULL, 
	trait TEXT NOT NULL, 
	since DATE, 
	until DATE, 
	CONSTRAINT pk_applicant_trait PRIMARY KEY (id), 
	CONSTRAINT fk_applicant_trait_applicant_id FOREIGN KEY(applicant_id) REFERENCES applicant (id)
);
CREATE TABLE "application" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	number TEXT NOT NULL, 
	applicant_id INTEGER NOT NULL, 
	policy TEXT NOT NULL, 
	year INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	achievements INTEGER NOT NULL, 
	computed BIGINT NOT NULL, 
	amount BIGINT NOT NULL, 
	undecided INTEGER NOT NULL, 
	accepted_on DATE, 
	accepted_by INTEGER, 
	minutes_number TEXT NOT NULL, 
	minutes_date DATE, 
	changed_at VARCHAR(32) NOT NULL, call INTEGER NOT NULL, outside_reason TEXT NOT NULL, minutes_body TEXT DEFAULT '' NOT NULL, minutes_text TEXT DEFAULT '' NOT NULL, proposed BIGINT CONSTRAINT ck_application_proposed_exact CHECK (proposed IS NULL OR (typeof(proposed) = 'integer' AND proposed >= 0)),
	level TEXT DEFAULT '' NOT NULL, review_by DATE, 
	CONSTRAINT ck_application_amount_exact CHECK (amount IS NULL OR (typeof(amount) = 'integer' AND amount >= 0)), 
	CONSTRAINT ck_application_computed_exact CHECK (computed IS NULL OR (typeof(computed) = 'integer' AND computed >= 0)), 
	CONSTRAINT fk_application_accepted_by FOREIGN KEY(accepted_by) REFERENCES person (id), 
	CONSTRAINT fk_application_applicant_id FOREIGN KEY(applicant_id) REFERENCES applicant (id), 
	CONSTRAINT uq_application_number UNIQUE (number)
);
CREATE TABLE application_achievement (
	application_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	achievement_id INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	"row" TEXT NOT NULL, 
	year INTEGER NOT NULL, 
	CONSTRAINT pk_application_achievement PRIMARY KEY (application_id, position), 
	CONSTRAINT fk_application_achievement_achievement_id FOREIGN KEY(achievement_id) REFERENCES achievement (id), 
	CONSTRAINT fk_application_achievement_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT uq_application_achievement_application_id_key UNIQUE (application_id, "key")
);
CREATE TABLE application_check (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	application_id INTEGER NOT NULL, 
	subject TEXT NOT NULL, 
	name TEXT NOT NULL, 
	source TEXT NOT NULL, 
	day DATE NOT NULL, 
	result TEXT NOT NULL, 
	remark TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	person_id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, stage TEXT DEFAULT 'review' NOT NULL, unpictured TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT ck_application_check_bad_with_reason CHECK (result <> 'bad' OR (remark <> '' AND reason <> '')), 
	CONSTRAINT fk_application_check_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_application_check_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE "application_step" (
	id INTEGER NOT NULL, 
	application_id INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	remark TEXT NOT NULL, step TEXT NOT NULL, basis TEXT DEFAULT '' NOT NULL, elsewhere TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_application_step PRIMARY KEY (id), 
	CONSTRAINT fk_application_step_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_application_step_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE archive_record (
	number TEXT NOT NULL, 
	application_id INTEGER NOT NULL, 
	retention TEXT NOT NULL, 
	remark TEXT NOT NULL, 
	person_id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, unserved TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_archive_record PRIMARY KEY (number), 
	CONSTRAINT fk_archive_record_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_archive_record_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE archive_taken_out (
	number TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	person_id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_archive_taken_out PRIMARY KEY (number), 
	CONSTRAINT ck_archive_taken_out_says_why CHECK (reason <> ''), 
	CONSTRAINT fk_archive_taken_out_number FOREIGN KEY(number) REFERENCES archive_record (number), 
	CONSTRAINT fk_archive_taken_out_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE archived_pages (
	number TEXT NOT NULL, 
	item TEXT NOT NULL, 
	pages INTEGER NOT NULL, 
	CONSTRAINT pk_archived_pages PRIMARY KEY (number, item), 
	CONSTRAINT ck_archived_pages_some CHECK (pages > 0), 
	CONSTRAINT fk_archived_pages_number FOREIGN KEY(number) REFERENCES archive_record (number)
);
CREATE TABLE attached_file (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	application_id INTEGER NOT NULL, 
	"row" TEXT NOT NULL, 
	material TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	person_id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	removed_at VARCHAR(32), 
	removed_by INTEGER, 
	removed_why TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT fk_attached_file_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_attached_file_sha256 FOREIGN KEY(sha256) REFERENCES material_file (sha256), 
	CONSTRAINT fk_attached_file_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_attached_file_removed_by FOREIGN KEY(removed_by) REFERENCES person (id)
);
CREATE TABLE attempt_picture (
	attempt_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	sha256 TEXT NOT NULL, 
	caption TEXT NOT NULL, 
	CONSTRAINT pk_attempt_picture PRIMARY KEY (attempt_id, position), 
	CONSTRAINT fk_attempt_picture_attempt_id FOREIGN KEY(attempt_id) REFERENCES service_attempt (id), 
	CONSTRAINT fk_attempt_picture_sha256 FOREIGN KEY(sha256) REFERENCES picture (sha256)
);
CREATE TABLE "audit_entry" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at VARCHAR(32) NOT NULL, 
	person_id INTEGER, 
	action TEXT NOT NULL, 
	record TEXT NOT NULL, 
	fields TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL, 
	CONSTRAINT fk_audit_entry_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE "award_line" (
	id INTEGER NOT NULL, 
	application_id INTEGER NOT NULL, 
	achievement_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	article TEXT NOT NULL, 
	status TEXT NOT NULL, 
	computed BIGINT NOT NULL, 
	amount BIGINT NOT NULL, 
	granted BIGINT, 
	reason TEXT NOT NULL, 
	explanation TEXT NOT NULL, 
	policy TEXT NOT NULL, 
	pack TEXT NOT NULL, 
	applicant_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	year INTEGER NOT NULL, 
	ref TEXT, 
	facts TEXT NOT NULL, lowered_by TEXT DEFAULT '' NOT NULL, lowered_ground TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_award_line PRIMARY KEY (id), 
	CONSTRAINT ck_award_line_amount_exact CHECK (amount IS NULL OR (typeof(amount) = 'integer' AND amount >= 0)), 
	CONSTRAINT ck_award_line_computed_exact CHECK (computed IS NULL OR (typeof(computed) = 'integer' AND computed >= 0)), 
	CONSTRAINT ck_award_line_granted_exact CHECK (granted IS NULL OR (typeof(granted) = 'integer' AND granted >= 0)), 
	CONSTRAINT ck_award_line_lowered_with_reason CHECK (granted IS NULL OR granted = amount OR reason <> ''), 
	CONSTRAINT ck_award_line_never_above_amount CHECK (granted IS NULL OR granted <= amount OR reason <> ''), 
	CONSTRAINT fk_award_line_achievement_id FOREIGN KEY(achievement_id) REFERENCES achievement (id), 
	CONSTRAINT fk_award_line_applicant_id FOREIGN KEY(applicant_id) REFERENCES applicant (id), 
	CONSTRAINT fk_award_line_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_award_line_pack FOREIGN KEY(pack) REFERENCES policy_pack (sha256), 
	CONSTRAINT uq_award_line_application_id_position UNIQUE (application_id, position)
);
CREATE TABLE award_reversal (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	application_id INTEGER NOT NULL, 
	line_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	amount BIGINT NOT NULL, 
	keeps_once BOOLEAN NOT NULL, 
	day DATE NOT NULL, 
	reason TEXT NOT NULL, 
	basis TEXT NOT NULL, 
	clawback_id INTEGER, 
	due_on DATE, 
	person_id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, unreminded TEXT DEFAULT '' NOT NULL, heard TEXT DEFAULT '' NOT NULL, minutes_number TEXT DEFAULT '' NOT NULL, minutes_date DATE, rest TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT ck_award_reversal_some_sum CHECK (amount > 0), 
	CONSTRAINT ck_award_reversal_founded CHECK (reason <> '' AND basis <> ''), 
	CONSTRAINT ck_award_reversal_amount_exact CHECK (amount IS NULL OR (typeof(amount) = 'integer' AND amount >= 0)), 
	CONSTRAINT fk_award_reversal_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_award_reversal_line_id FOREIGN KEY(line_id) REFERENCES award_line (id), 
	CONSTRAINT fk_award_reversal_clawback_id FOREIGN KEY(clawback_id) REFERENCES clawback (id), 
	CONSTRAINT fk_award_reversal_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE batch (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	step TEXT NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	undone_at VARCHAR(32), 
	undone_by INTEGER, 
	CONSTRAINT fk_batch_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_batch_undone_by FOREIGN KEY(undone_by) REFERENCES person (id)
);
CREATE TABLE batch_member (
	batch_id INTEGER NOT NULL, 
	application_id INTEGER NOT NULL, 
	step_id INTEGER NOT NULL, 
	"before" TEXT NOT NULL, 
	undoing BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_batch_member PRIMARY KEY (batch_id, application_id), 
	CONSTRAINT fk_batch_member_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id), 
	CONSTRAINT fk_batch_member_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_batch_member_step_id FOREIGN KEY(step_id) REFERENCES application_step (id)
);
CREATE TABLE calendar_day (
	date DATE NOT NULL, 
	working BOOLEAN NOT NULL, 
	name TEXT NOT NULL, 
	CONSTRAINT pk_calendar_day PRIMARY KEY (date)
);
CREATE TABLE calendar_year (
	id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT pk_calendar_year PRIMARY KEY (id), 
	CONSTRAINT uq_calendar_year_year UNIQUE (year)
);
CREATE TABLE call (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	policy TEXT NOT NULL, 
	year INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	notice_number TEXT NOT NULL, 
	begins_at VARCHAR(32) NOT NULL, 
	ends_at VARCHAR(32) NOT NULL, 
	achieved_from DATE, 
	achieved_to DATE, 
	budget BIGINT, 
	level TEXT NOT NULL, 
	closed_at VARCHAR(32), 
	revision INTEGER NOT NULL, articles TEXT DEFAULT '' NOT NULL, notice_title TEXT DEFAULT '' NOT NULL, upper_body TEXT DEFAULT '' NOT NULL, delegation TEXT DEFAULT '' NOT NULL, collection_asks TEXT DEFAULT '' NOT NULL, collection_basis TEXT DEFAULT '' NOT NULL, project_duties TEXT DEFAULT '' NOT NULL, collection_days INTEGER DEFAULT '0' NOT NULL, entrusted BOOLEAN DEFAULT 0 NOT NULL, principal TEXT DEFAULT '' NOT NULL, principal_review TEXT DEFAULT '' NOT NULL, materials TEXT DEFAULT '[]' NOT NULL, 
	CONSTRAINT ck_call_begins_before_end CHECK (begins_at < ends_at), 
	CONSTRAINT ck_call_budget_exact CHECK (budget IS NULL OR (typeof(budget) = 'integer' AND budget >= 0))
);
CREATE TABLE call_change (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	call_id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	reopened BOOLEAN NOT NULL, 
	budget_before BIGINT, 
	budget_after BIGINT, 
	reason TEXT NOT NULL, 
	CONSTRAINT ck_call_change_budget_before_exact CHECK (budget_before IS NULL OR (typeof(budget_before) = 'integer' AND budget_before >= 0)), 
	CONSTRAINT ck_call_change_budget_after_exact CHECK (budget_after IS NULL OR (typeof(budget_after) = 'integer' AND budget_after >= 0)), 
	CONSTRAINT ck_call_change_with_reason CHECK (reason <> ''), 
	CONSTRAINT fk_call_change_call_id FOREIGN KEY(call_id) REFERENCES call (id), 
	CONSTRAINT fk_call_change_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE call_charge (
	call_id INTEGER NOT NULL, 
	rule TEXT NOT NULL, 
	task_id INTEGER NOT NULL, 
	CONSTRAINT pk_call_charge PRIMARY KEY (call_id, rule), 
	CONSTRAINT fk_call_charge_call_id FOREIGN KEY(call_id) REFERENCES charged_call (call_id), 
	CONSTRAINT fk_call_charge_task_id FOREIGN KEY(task_id) REFERENCES fund_task (id)
);
CREATE TABLE charged_call (
	call_id INTEGER NOT NULL, 
	authority TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	CONSTRAINT pk_charged_call PRIMARY KEY (call_id), 
	CONSTRAINT fk_charged_call_call_id FOREIGN KEY(call_id) REFERENCES call (id)
);
CREATE TABLE charged_grant (
	grant_id INTEGER NOT NULL, 
	application_id INTEGER NOT NULL, 
	CONSTRAINT pk_charged_grant PRIMARY KEY (grant_id), 
	CONSTRAINT fk_charged_grant_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_charged_grant_grant_id FOREIGN KEY(grant_id) REFERENCES fund_grant (id)
);
CREATE TABLE charged_line (
	grant_id INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	fen BIGINT NOT NULL, 
	CONSTRAINT pk_charged_line PRIMARY KEY (grant_id, "key", rule), 
	CONSTRAINT ck_charged_line_some CHECK (fen > 0), 
	CONSTRAINT ck_charged_line_fen_exact CHECK (fen IS NULL OR (typeof(fen) = 'integer' AND fen >= 0)), 
	CONSTRAINT fk_charged_line_grant_id FOREIGN KEY(grant_id) REFERENCES charged_grant (grant_id)
);
CREATE TABLE check_picture (
	check_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	sha256 TEXT NOT NULL, caption TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_check_picture PRIMARY KEY (check_id, position), 
	CONSTRAINT fk_check_picture_check_id FOREIGN KEY(check_id) REFERENCES application_check (id), 
	CONSTRAINT fk_check_picture_sha256 FOREIGN KEY(sha256) REFERENCES picture (sha256)
);
CREATE TABLE clause_wording (
	policy TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	wording TEXT NOT NULL, 
	CONSTRAINT pk_clause_wording PRIMARY KEY (policy, rule), 
	CONSTRAINT ck_clause_wording_says_something CHECK (wording <> '')
);
CREATE TABLE clawback (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	application_id INTEGER NOT NULL, 
	facts TEXT NOT NULL, 
	evidence TEXT NOT NULL, 
	basis TEXT NOT NULL, 
	hearing_days INTEGER NOT NULL, 
	proposed_at VARCHAR(32) NOT NULL, 
	proposed_by INTEGER NOT NULL, 
	served_on DATE, 
	last_day DATE, 
	heard TEXT NOT NULL, 
	waived TEXT NOT NULL, 
	decided_at VARCHAR(32), 
	decided_by INTEGER, 
	due_on DATE, 
	pay_to TEXT NOT NULL, 
	returned_on DATE, 
	dropped_why TEXT NOT NULL, paid_on DATE, ground TEXT DEFAULT '' NOT NULL, derivation TEXT DEFAULT '' NOT NULL, applied TEXT DEFAULT '' NOT NULL, dropped_at VARCHAR(32), without_why TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT ck_clawback_some_days CHECK (hearing_days >= 1), 
	CONSTRAINT ck_clawback_decided_until_when CHECK (decided_at IS NULL OR due_on IS NOT NULL), 
	CONSTRAINT fk_clawback_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_clawback_proposed_by FOREIGN KEY(proposed_by) REFERENCES person (id), 
	CONSTRAINT fk_clawback_decided_by FOREIGN KEY(decided_by) REFERENCES person (id)
);
CREATE TABLE clawback_bar (
	clawback_id INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	basis TEXT NOT NULL, 
	years INTEGER NOT NULL, 
	CONSTRAINT pk_clawback_bar PRIMARY KEY (clawback_id), 
	CONSTRAINT ck_clawback_bar_founded CHECK (reason <> '' AND basis <> '' AND years >= 1), 
	CONSTRAINT fk_clawback_bar_clawback_id FOREIGN KEY(clawback_id) REFERENCES clawback (id)
);
CREATE TABLE clawback_consequence (
	clawback_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	basis TEXT NOT NULL, 
	body TEXT NOT NULL, 
	amount BIGINT NOT NULL, 
	dropped BOOLEAN NOT NULL, 
	CONSTRAINT pk_clawback_consequence PRIMARY KEY (clawback_id, kind), 
	CONSTRAINT ck_clawback_consequence_founded CHECK (basis <> '' AND (amount > 0 OR body <> '')), 
	CONSTRAINT ck_clawback_consequence_amount_exact CHECK (amount IS NULL OR (typeof(amount) = 'integer' AND amount >= 0)), 
	CONSTRAINT fk_clawback_consequence_clawback_id FOREIGN KEY(clawback_id) REFERENCES clawback (id)
);
CREATE TABLE clawback_line (
	clawback_id INTEGER NOT NULL, 
	line_id INTEGER NOT NULL, 
	amount BIGINT NOT NULL, 
	keeps_once BOOLEAN NOT NULL, 
	CONSTRAINT pk_clawback_line PRIMARY KEY (clawback_id, line_id), 
	CONSTRAINT ck_clawback_line_amount_exact CHECK (amount IS NULL OR (typeof(amount) = 'integer' AND amount >= 0)), 
	CONSTRAINT fk_clawback_line_clawback_id FOREIGN KEY(clawback_id) REFERENCES clawback (id), 
	CONSTRAINT fk_clawback_line_line_id FOREIGN KEY(line_id) REFERENCES award_line (id)
);
CREATE TABLE clawback_return (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	clawback_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	amount BIGINT NOT NULL, 
	slip TEXT NOT NULL, 
	person_id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	CONSTRAINT ck_clawback_return_some_sum CHECK (amount > 0 AND slip <> ''), 
	CONSTRAINT ck_clawback_return_amount_exact CHECK (amount IS NULL OR (typeof(amount) = 'integer' AND amount >= 0)), 
	CONSTRAINT fk_clawback_return_clawback_id FOREIGN KEY(clawback_id) REFERENCES clawback (id), 
	CONSTRAINT fk_clawback_return_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE collection_reminder (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	application_id INTEGER NOT NULL, 
	missing TEXT NOT NULL, 
	due_on DATE NOT NULL, 
	basis TEXT NOT NULL, 
	person_id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, grounds TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT ck_collection_reminder_founded CHECK (missing <> '' AND basis <> ''), 
	CONSTRAINT fk_collection_reminder_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_collection_reminder_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE collection_term (
	letter_id INTEGER NOT NULL, 
	asks TEXT NOT NULL, 
	days INTEGER NOT NULL, 
	basis TEXT NOT NULL, 
	CONSTRAINT pk_collection_term PRIMARY KEY (letter_id), 
	CONSTRAINT ck_collection_term_some_term CHECK (asks <> '' AND days > 0), 
	CONSTRAINT fk_collection_term_letter_id FOREIGN KEY(letter_id) REFERENCES letter (id)
);
CREATE TABLE correction (
	id INTEGER NOT NULL, 
	application_id INTEGER NOT NULL, 
	round INTEGER NOT NULL, 
	items TEXT NOT NULL, 
	asked_on DATE NOT NULL, 
	asked_by INTEGER NOT NULL, 
	working_days INTEGER NOT NULL, 
	served_on DATE, 
	last_day DATE, 
	closed_on DATE, had TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_correction PRIMARY KEY (id), 
	CONSTRAINT ck_correction_some_days CHECK (working_days >= 1), 
	CONSTRAINT fk_correction_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_correction_asked_by FOREIGN KEY(asked_by) REFERENCES person (id), 
	CONSTRAINT uq_correction_application_id_round UNIQUE (application_id, round)
);
CREATE TABLE "decision" (
	id INTEGER NOT NULL, 
	application_id INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	amount BIGINT NOT NULL, 
	person_id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_decision PRIMARY KEY (id), 
	CONSTRAINT ck_decision_amount_exact CHECK (amount IS NULL OR (typeof(amount) = 'integer' AND amount >= 0)), 
	CONSTRAINT fk_decision_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_decision_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_decision_application_id_key_rule UNIQUE (application_id, "key", rule)
);
CREATE TABLE decision_draft (
	application_id INTEGER NOT NULL, 
	content TEXT NOT NULL, 
	saved_at VARCHAR(32) NOT NULL, revision INTEGER DEFAULT '1' NOT NULL, 
	CONSTRAINT pk_decision_draft PRIMARY KEY (application_id), 
	CONSTRAINT fk_decision_draft_application_id FOREIGN KEY(application_id) REFERENCES application (id)
);
CREATE TABLE decision_score (
	id INTEGER NOT NULL, 
	application_id INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	score TEXT NOT NULL, 
	recused BOOLEAN NOT NULL, 
	CONSTRAINT pk_decision_score PRIMARY KEY (id), 
	CONSTRAINT ck_decision_score_scored_or_recused CHECK ((score = '') = recused), 
	CONSTRAINT fk_decision_score_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT uq_decision_score_application_id_key_rule_position UNIQUE (application_id, "key", rule, position)
);
CREATE TABLE departure (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	application_id INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	proposed BIGINT NOT NULL, 
	granted BIGINT NOT NULL, 
	reason TEXT NOT NULL, 
	person_id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	CONSTRAINT ck_departure_differs CHECK (proposed <> granted), 
	CONSTRAINT ck_departure_with_reason CHECK (trim(reason) <> ''), 
	CONSTRAINT ck_departure_proposed_exact CHECK (proposed IS NULL OR (typeof(proposed) = 'integer' AND proposed >= 0)), 
	CONSTRAINT ck_departure_granted_exact CHECK (granted IS NULL OR (typeof(granted) = 'integer' AND granted >= 0)), 
	CONSTRAINT fk_departure_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_departure_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_departure_application_id_key_rule UNIQUE (application_id, "key", rule)
);
CREATE TABLE draft (
	application_id INTEGER NOT NULL, 
	content TEXT NOT NULL, 
	saved_at VARCHAR(32) NOT NULL, 
	revision INTEGER NOT NULL, search_text TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_draft PRIMARY KEY (application_id), 
	CONSTRAINT fk_draft_application_id FOREIGN KEY(application_id) REFERENCES application (id)
);
CREATE TABLE draft_ref (
	application_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	ref TEXT NOT NULL, 
	item TEXT NOT NULL, 
	search_text TEXT NOT NULL, 
	CONSTRAINT pk_draft_ref PRIMARY KEY (application_id, kind, ref), 
	CONSTRAINT fk_draft_ref_application_id FOREIGN KEY(application_id) REFERENCES application (id)
);
CREATE TABLE expert_score (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	line_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	score TEXT NOT NULL, 
	recused BOOLEAN NOT NULL, 
	CONSTRAINT ck_expert_score_scored_or_recused CHECK ((score = '') = recused), 
	CONSTRAINT fk_expert_score_line_id FOREIGN KEY(line_id) REFERENCES proposal_line (id), 
	CONSTRAINT uq_expert_score_line_id_position UNIQUE (line_id, position)
);
CREATE TABLE fund (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name TEXT NOT NULL, 
	short_name TEXT NOT NULL, 
	year INTEGER NOT NULL, 
	level TEXT NOT NULL, 
	holder TEXT NOT NULL, 
	goal TEXT NOT NULL, 
	plan_submitted_on DATE, 
	in_place_by DATE, 
	deadline DATE NOT NULL, 
	closed_on DATE NOT NULL, 
	rounding TEXT NOT NULL, 
	revision INTEGER NOT NULL
);
CREATE TABLE fund_account (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	fund_id INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	place TEXT NOT NULL, 
	task_id INTEGER, 
	grant_id INTEGER, 
	payment_id INTEGER, 
	CONSTRAINT fk_fund_account_fund_id FOREIGN KEY(fund_id) REFERENCES fund (id), 
	CONSTRAINT fk_fund_account_grant_id FOREIGN KEY(grant_id) REFERENCES fund_grant (id), 
	CONSTRAINT fk_fund_account_payment_id FOREIGN KEY(payment_id) REFERENCES fund_payment (id), 
	CONSTRAINT fk_fund_account_task_id FOREIGN KEY(task_id) REFERENCES fund_task (id), 
	CONSTRAINT uq_fund_account_fund_id_key UNIQUE (fund_id, "key")
);
CREATE TABLE fund_ceiling (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	task_id INTEGER, 
	policy TEXT NOT NULL, 
	year INTEGER, 
	most BIGINT NOT NULL, 
	way TEXT NOT NULL, 
	basis TEXT NOT NULL, 
	CONSTRAINT ck_fund_ceiling_about_something CHECK (task_id IS NOT NULL OR policy <> '' OR year IS NOT NULL), 
	CONSTRAINT ck_fund_ceiling_most_exact CHECK (most IS NULL OR (typeof(most) = 'integer' AND most >= 0)), 
	CONSTRAINT fk_fund_ceiling_task_id FOREIGN KEY(task_id) REFERENCES fund_task (id)
);
CREATE TABLE fund_fact (
	fund_id INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	part BOOLEAN NOT NULL, 
	name TEXT NOT NULL, 
	count INTEGER, 
	unit TEXT NOT NULL, 
	amount BIGINT, 
	CONSTRAINT pk_fund_fact PRIMARY KEY (fund_id, place), 
	CONSTRAINT ck_fund_fact_amount_exact CHECK (amount IS NULL OR (typeof(amount) = 'integer' AND amount >= 0)), 
	CONSTRAINT fk_fund_fact_fund_id FOREIGN KEY(fund_id) REFERENCES fund (id)
);
CREATE TABLE fund_grant (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	task_id INTEGER NOT NULL, 
	count INTEGER, 
	items INTEGER, 
	item TEXT NOT NULL, 
	unit_amount BIGINT, 
	purpose TEXT NOT NULL, 
	retained BOOLEAN NOT NULL, 
	remark TEXT NOT NULL, 
	CONSTRAINT ck_fund_grant_unit_amount_exact CHECK (unit_amount IS NULL OR (typeof(unit_amount) = 'integer' AND unit_amount >= 0)), 
	CONSTRAINT fk_fund_grant_task_id FOREIGN KEY(task_id) REFERENCES fund_task (id)
);
CREATE TABLE fund_indicator (
	fund_id INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	indicator_group TEXT NOT NULL, 
	second TEXT NOT NULL, 
	name TEXT NOT NULL, 
	comparator TEXT NOT NULL, 
	target TEXT NOT NULL, 
	actual TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	actual_unit TEXT NOT NULL, 
	goal TEXT NOT NULL, 
	value TEXT NOT NULL, 
	due DATE, 
	done DATE, 
	band TEXT NOT NULL, 
	share TEXT NOT NULL, 
	points TEXT NOT NULL, 
	other_value TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	remark TEXT NOT NULL, figure TEXT DEFAULT '' NOT NULL, figure_of TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_fund_indicator PRIMARY KEY (fund_id, place), 
	CONSTRAINT fk_fund_indicator_fund_id FOREIGN KEY(fund_id) REFERENCES fund (id)
);
CREATE TABLE fund_movement (
	posting_id INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	fen BIGINT NOT NULL, 
	source_id INTEGER NOT NULL, 
	target_id INTEGER NOT NULL, 
	CONSTRAINT pk_fund_movement PRIMARY KEY (posting_id, place), 
	CONSTRAINT ck_fund_movement_some CHECK (fen > 0), 
	CONSTRAINT ck_fund_movement_fen_exact CHECK (fen IS NULL OR (typeof(fen) = 'integer' AND fen >= 0)), 
	CONSTRAINT ck_fund_movement_moves CHECK (source_id <> target_id), 
	CONSTRAINT fk_fund_movement_posting_id FOREIGN KEY(posting_id) REFERENCES fund_posting (id), 
	CONSTRAINT fk_fund_movement_source_id FOREIGN KEY(source_id) REFERENCES fund_account (id), 
	CONSTRAINT fk_fund_movement_target_id FOREIGN KEY(target_id) REFERENCES fund_account (id)
);
CREATE TABLE fund_paper (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	fund_id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	issuer TEXT NOT NULL, 
	role TEXT NOT NULL, 
	title TEXT NOT NULL, 
	day DATE, 
	CONSTRAINT fk_fund_paper_fund_id FOREIGN KEY(fund_id) REFERENCES fund (id)
);
CREATE TABLE fund_payment (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	grant_id INTEGER NOT NULL, 
	channel TEXT NOT NULL, 
	reissues_id INTEGER, 
	remark TEXT NOT NULL, 
	CONSTRAINT fk_fund_payment_grant_id FOREIGN KEY(grant_id) REFERENCES fund_grant (id), 
	CONSTRAINT fk_fund_payment_reissues_id FOREIGN KEY(reissues_id) REFERENCES fund_payment (id)
);
CREATE TABLE fund_posting (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	fund_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	day DATE NOT NULL, 
	precision TEXT NOT NULL, 
	basis TEXT NOT NULL, 
	reverses_id INTEGER, 
	person_id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	CONSTRAINT fk_fund_posting_fund_id FOREIGN KEY(fund_id) REFERENCES fund (id), 
	CONSTRAINT fk_fund_posting_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_fund_posting_reverses_id FOREIGN KEY(reverses_id) REFERENCES fund_posting (id), 
	CONSTRAINT uq_fund_posting_fund_id_number UNIQUE (fund_id, number), 
	CONSTRAINT uq_fund_posting_reverses_id UNIQUE (reverses_id)
);
CREATE TABLE fund_report (
	fund_id INTEGER NOT NULL, 
	printed_score TEXT NOT NULL, 
	CONSTRAINT pk_fund_report PRIMARY KEY (fund_id), 
	CONSTRAINT fk_fund_report_fund_id FOREIGN KEY(fund_id) REFERENCES fund (id)
);
CREATE TABLE fund_report_line (
	fund_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	place INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_fund_report_line PRIMARY KEY (fund_id, kind, place), 
	CONSTRAINT fk_fund_report_line_fund_id FOREIGN KEY(fund_id) REFERENCES fund (id)
);
CREATE TABLE fund_task (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	fund_id INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	section TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	method TEXT NOT NULL, 
	worded TEXT NOT NULL, 
	basis TEXT NOT NULL, 
	earmarked BOOLEAN NOT NULL, 
	remark TEXT NOT NULL, 
	CONSTRAINT fk_fund_task_fund_id FOREIGN KEY(fund_id) REFERENCES fund (id), 
	CONSTRAINT uq_fund_task_fund_id_section_number UNIQUE (fund_id, section, number)
);
CREATE TABLE funding_part (
	grant_id INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	bearer TEXT NOT NULL, 
	fen BIGINT NOT NULL, 
	in_place BIGINT NOT NULL, 
	"by" DATE, 
	paper TEXT NOT NULL, 
	CONSTRAINT pk_funding_part PRIMARY KEY (grant_id, place), 
	CONSTRAINT ck_funding_part_fen_exact CHECK (fen IS NULL OR (typeof(fen) = 'integer' AND fen >= 0)), 
	CONSTRAINT ck_funding_part_in_place_exact CHECK (in_place IS NULL OR (typeof(in_place) = 'integer' AND in_place >= 0)), 
	CONSTRAINT fk_funding_part_grant_id FOREIGN KEY(grant_id) REFERENCES fund_grant (id)
);
CREATE TABLE grant_party (
	grant_id INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	CONSTRAINT pk_grant_party PRIMARY KEY (grant_id, place), 
	CONSTRAINT fk_grant_party_grant_id FOREIGN KEY(grant_id) REFERENCES fund_grant (id)
);
CREATE TABLE handling (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	application_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	text TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	sheet_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	paper_id INTEGER, 
	ended_why TEXT NOT NULL, 
	ended_by INTEGER, 
	ended_at VARCHAR(32), 
	CONSTRAINT ck_handling_counts_from_one CHECK (revision >= 1), 
	CONSTRAINT ck_handling_says_why CHECK (state <> 'dropped' OR ended_why <> ''), 
	CONSTRAINT fk_handling_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_handling_sheet_id FOREIGN KEY(sheet_id) REFERENCES letter (id), 
	CONSTRAINT fk_handling_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_handling_paper_id FOREIGN KEY(paper_id) REFERENCES letter (id), 
	CONSTRAINT fk_handling_ended_by FOREIGN KEY(ended_by) REFERENCES person (id)
);
CREATE TABLE handling_picture (
	signature_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	sha256 TEXT NOT NULL, 
	CONSTRAINT pk_handling_picture PRIMARY KEY (signature_id, position), 
	CONSTRAINT fk_handling_picture_signature_id FOREIGN KEY(signature_id) REFERENCES handling_signature (id), 
	CONSTRAINT fk_handling_picture_sha256 FOREIGN KEY(sha256) REFERENCES picture (sha256)
);
CREATE TABLE handling_signature (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	handling_id INTEGER NOT NULL, 
	sheet_id INTEGER NOT NULL, 
	agreed BOOLEAN NOT NULL, 
	day DATE NOT NULL, 
	signers TEXT NOT NULL, 
	pages INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	opinion TEXT NOT NULL, 
	person_id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	CONSTRAINT ck_handling_signature_signed CHECK (signers <> '' AND pages >= 1), 
	CONSTRAINT ck_handling_signature_says_why CHECK (agreed OR opinion <> ''), 
	CONSTRAINT fk_handling_signature_handling_id FOREIGN KEY(handling_id) REFERENCES handling (id), 
	CONSTRAINT fk_handling_signature_sheet_id FOREIGN KEY(sheet_id) REFERENCES letter (id), 
	CONSTRAINT fk_handling_signature_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE imported_list (
	id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	person_id INTEGER, 
	file TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	heads TEXT NOT NULL, 
	columns TEXT NOT NULL, 
	new INTEGER NOT NULL, 
	changed INTEGER NOT NULL, 
	CONSTRAINT pk_imported_list PRIMARY KEY (id), 
	CONSTRAINT fk_imported_list_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE incoming_paper (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	application_id INTEGER NOT NULL, 
	matter TEXT NOT NULL, 
	sender TEXT NOT NULL, 
	number TEXT NOT NULL, 
	title TEXT NOT NULL, 
	day DATE NOT NULL, 
	pages INTEGER NOT NULL, 
	is_copy BOOLEAN NOT NULL, 
	person_id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	replaces INTEGER, 
	correction TEXT NOT NULL, 
	struck BOOLEAN NOT NULL, brings TEXT DEFAULT '[]' NOT NULL, 
	CONSTRAINT ck_incoming_paper_named CHECK (sender <> '' AND title <> ''), 
	CONSTRAINT ck_incoming_paper_no_fewer CHECK (pages >= 0), 
	CONSTRAINT ck_incoming_paper_corrected_why CHECK (replaces IS NULL OR correction <> ''), 
	CONSTRAINT fk_incoming_paper_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_incoming_paper_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_incoming_paper_replaces FOREIGN KEY(replaces) REFERENCES incoming_paper (id), 
	CONSTRAINT uq_incoming_paper_replaces UNIQUE (replaces)
);
CREATE TABLE inquiry (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	letter_id INTEGER NOT NULL, 
	addressee TEXT NOT NULL, 
	matter TEXT NOT NULL, 
	answer_by DATE NOT NULL, 
	asked_on DATE NOT NULL, 
	asked_by INTEGER NOT NULL, 
	answered_on DATE, 
	answer TEXT NOT NULL, 
	CONSTRAINT fk_inquiry_letter_id FOREIGN KEY(letter_id) REFERENCES letter (id), 
	CONSTRAINT fk_inquiry_asked_by FOREIGN KEY(asked_by) REFERENCES person (id)
);
CREATE TABLE "letter" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	application_id INTEGER, 
	number TEXT, 
	date DATE NOT NULL, 
	amount BIGINT NOT NULL, 
	issued_at VARCHAR(32) NOT NULL, 
	issued_by INTEGER NOT NULL, sha256 TEXT DEFAULT '' NOT NULL, kind TEXT NOT NULL, call INTEGER DEFAULT 0 NOT NULL, subject TEXT DEFAULT '' NOT NULL, about TEXT DEFAULT '' NOT NULL, title TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT ck_letter_amount_exact CHECK (amount IS NULL OR (typeof(amount) = 'integer' AND amount >= 0)), 
	CONSTRAINT fk_letter_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_letter_issued_by FOREIGN KEY(issued_by) REFERENCES person (id), 
	CONSTRAINT uq_letter_number UNIQUE (number)
);
CREATE TABLE letter_application (
	letter_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	application_id INTEGER NOT NULL, 
	CONSTRAINT pk_letter_application PRIMARY KEY (letter_id, position), 
	CONSTRAINT fk_letter_application_letter_id FOREIGN KEY(letter_id) REFERENCES letter (id), 
	CONSTRAINT fk_letter_application_application_id FOREIGN KEY(application_id) REFERENCES application (id)
);
CREATE TABLE letter_content (
	letter_id INTEGER NOT NULL, 
	data TEXT NOT NULL, 
	pdf BLOB NOT NULL, 
	CONSTRAINT pk_letter_content PRIMARY KEY (letter_id), 
	CONSTRAINT fk_letter_content_letter_id FOREIGN KEY(letter_id) REFERENCES letter (id)
);
CREATE TABLE letter_service (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	letter_id INTEGER NOT NULL, 
	way TEXT NOT NULL, 
	day DATE NOT NULL, 
	served_on DATE NOT NULL, 
	receiver TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	person_id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, correction TEXT DEFAULT '' NOT NULL, place TEXT DEFAULT '' NOT NULL, minutes INTEGER, 
	CONSTRAINT ck_letter_service_not_before CHECK (served_on >= day), 
	CONSTRAINT ck_letter_service_explained CHECK (way NOT IN ('left', 'public') OR reason <> ''), 
	CONSTRAINT fk_letter_service_letter_id FOREIGN KEY(letter_id) REFERENCES letter (id), 
	CONSTRAINT fk_letter_service_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE material_file (
	sha256 TEXT NOT NULL, 
	form TEXT NOT NULL, 
	length INTEGER NOT NULL, 
	added_at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_material_file PRIMARY KEY (sha256)
);
CREATE TABLE notice_answer (
	id INTEGER NOT NULL, 
	application_id INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	notices TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	person_id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_notice_answer PRIMARY KEY (id), 
	CONSTRAINT ck_notice_answer_says_something CHECK (trim(answer) <> ''), 
	CONSTRAINT fk_notice_answer_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_notice_answer_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_notice_answer_application_id_code UNIQUE (application_id, code)
);
CREATE TABLE number_series (
	name TEXT NOT NULL, 
	year INTEGER NOT NULL, 
	next_number INTEGER NOT NULL, 
	CONSTRAINT pk_number_series PRIMARY KEY (name, year), 
	CONSTRAINT ck_number_series_counts_from_one CHECK (next_number >= 1)
);
CREATE TABLE objected_line (
	scope_id INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	CONSTRAINT pk_objected_line PRIMARY KEY (scope_id, "key", rule), 
	CONSTRAINT fk_objected_line_scope_id FOREIGN KEY(scope_id) REFERENCES objection_scope (id)
);
CREATE TABLE objection (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	notice_id INTEGER NOT NULL, 
	application_id INTEGER NOT NULL, 
	objector TEXT NOT NULL, 
	name TEXT NOT NULL, 
	contact TEXT NOT NULL, 
	received_at VARCHAR(32) NOT NULL, 
	text TEXT NOT NULL, 
	papers TEXT NOT NULL, 
	state TEXT NOT NULL, 
	answer_by DATE NOT NULL, 
	reason TEXT NOT NULL, 
	answered_on DATE, 
	letter_id INTEGER, 
	recorded_at VARCHAR(32) NOT NULL, 
	recorded_by INTEGER NOT NULL, view_gist TEXT DEFAULT '' NOT NULL, view_outcome TEXT DEFAULT '' NOT NULL, view_why TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT ck_objection_open_until_answered CHECK ((state = 'open') = (answered_on IS NULL)), 
	CONSTRAINT ck_objection_answered_with_reason CHECK (state = 'open' OR trim(reason) <> ''), 
	CONSTRAINT fk_objection_notice_id FOREIGN KEY(notice_id) REFERENCES public_notice (id), 
	CONSTRAINT fk_objection_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_objection_letter_id FOREIGN KEY(letter_id) REFERENCES letter (id), 
	CONSTRAINT fk_objection_recorded_by FOREIGN KEY(recorded_by) REFERENCES person (id)
);
CREATE TABLE objection_hearing (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	application_id INTEGER NOT NULL, 
	objection_id INTEGER NOT NULL, 
	gist TEXT NOT NULL, 
	days INTEGER NOT NULL, 
	named BOOLEAN NOT NULL, 
	person_id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	CONSTRAINT ck_objection_hearing_with_gist CHECK (trim(gist) <> ''), 
	CONSTRAINT ck_objection_hearing_some_days CHECK (days >= 1), 
	CONSTRAINT fk_objection_hearing_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_objection_hearing_objection_id FOREIGN KEY(objection_id) REFERENCES objection (id), 
	CONSTRAINT fk_objection_hearing_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE objection_scope (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	objection_id INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	recorded_at VARCHAR(32) NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	CONSTRAINT fk_objection_scope_objection_id FOREIGN KEY(objection_id) REFERENCES objection (id), 
	CONSTRAINT fk_objection_scope_recorded_by FOREIGN KEY(recorded_by) REFERENCES person (id)
);
CREATE TABLE "office" (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	red_header TEXT NOT NULL, 
	number_prefix TEXT NOT NULL, 
	contact TEXT NOT NULL, 
	telephone TEXT NOT NULL, 
	address TEXT NOT NULL, 
	remedies TEXT NOT NULL, 
	own_series BOOLEAN NOT NULL, guards BOOLEAN DEFAULT 0 NOT NULL, asks_password BOOLEAN DEFAULT 0 NOT NULL, separates_decision BOOLEAN DEFAULT 0 NOT NULL, lock_minutes INTEGER DEFAULT '10' NOT NULL, procedure TEXT DEFAULT '' NOT NULL, minutes_from BIGINT DEFAULT '0' NOT NULL CONSTRAINT ck_office_minutes_from_exact CHECK (minutes_from IS NULL OR (typeof(minutes_from) = 'integer' AND minutes_from >= 0)),
	hearing_days INTEGER DEFAULT '5' NOT NULL, fonds TEXT DEFAULT '' NOT NULL, archive_category TEXT DEFAULT '' NOT NULL, archive_section TEXT DEFAULT '' NOT NULL, 
	second_telephone TEXT DEFAULT '' NOT NULL, postcode TEXT DEFAULT '' NOT NULL, separates_payment BOOLEAN DEFAULT 0 NOT NULL, approval_order TEXT DEFAULT 'along' NOT NULL, rules TEXT DEFAULT '' NOT NULL, review_days INTEGER DEFAULT '20' NOT NULL, supervision_telephone TEXT DEFAULT '' NOT NULL, court TEXT DEFAULT '' NOT NULL, payer_name TEXT DEFAULT '' NOT NULL, payer_account TEXT DEFAULT '' NOT NULL, payer_bank TEXT DEFAULT '' NOT NULL, upper_bureau TEXT DEFAULT '' NOT NULL, payment_channel TEXT DEFAULT '' NOT NULL, collection_asks TEXT DEFAULT '' NOT NULL, collection_basis TEXT DEFAULT '' NOT NULL, project_duties TEXT DEFAULT '' NOT NULL, collection_days INTEGER DEFAULT '0' NOT NULL, payment_days INTEGER DEFAULT '0' NOT NULL, bank_template TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_office PRIMARY KEY (id), 
	CONSTRAINT ck_office_only_one CHECK (id = 1)
);
CREATE TABLE own_remedies (
	paper TEXT NOT NULL, 
	sentence TEXT NOT NULL, 
	CONSTRAINT pk_own_remedies PRIMARY KEY (paper)
);
CREATE TABLE passed_bar (
	application_id INTEGER NOT NULL, 
	bar_id INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	person_id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_passed_bar PRIMARY KEY (application_id, bar_id), 
	CONSTRAINT ck_passed_bar_says_something CHECK (reason <> ''), 
	CONSTRAINT fk_passed_bar_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_passed_bar_bar_id FOREIGN KEY(bar_id) REFERENCES applicant_bar (id), 
	CONSTRAINT fk_passed_bar_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE password (
	person_id INTEGER NOT NULL, 
	hash TEXT, 
	for_once BOOLEAN NOT NULL, 
	failures INTEGER NOT NULL, 
	failed_at VARCHAR(32), 
	CONSTRAINT pk_password PRIMARY KEY (person_id), 
	CONSTRAINT ck_password_counted_failures CHECK (failures >= 0), 
	CONSTRAINT fk_password_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE payment_batch (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	fund_id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	payees TEXT NOT NULL, 
	purpose TEXT NOT NULL, 
	recorded BOOLEAN NOT NULL, 
	revision INTEGER NOT NULL, 
	prepared_by INTEGER NOT NULL, 
	prepared_at VARCHAR(32) NOT NULL, 
	signed_by INTEGER, 
	signed_at VARCHAR(32), 
	sent_by INTEGER, 
	sent_on DATE, 
	dropped_why TEXT NOT NULL, 
	CONSTRAINT ck_payment_batch_signed_before_sent CHECK (sent_on IS NULL OR signed_by IS NOT NULL), 
	CONSTRAINT fk_payment_batch_fund_id FOREIGN KEY(fund_id) REFERENCES fund (id), 
	CONSTRAINT fk_payment_batch_prepared_by FOREIGN KEY(prepared_by) REFERENCES person (id), 
	CONSTRAINT fk_payment_batch_sent_by FOREIGN KEY(sent_by) REFERENCES person (id), 
	CONSTRAINT fk_payment_batch_signed_by FOREIGN KEY(signed_by) REFERENCES person (id), 
	CONSTRAINT uq_payment_batch_number UNIQUE (number)
);
CREATE TABLE payment_event (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	payment_id INTEGER NOT NULL, 
	posting_id INTEGER NOT NULL, 
	release_id INTEGER, 
	kind TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	person_id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	CONSTRAINT fk_payment_event_payment_id FOREIGN KEY(payment_id) REFERENCES fund_payment (id), 
	CONSTRAINT fk_payment_event_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_payment_event_posting_id FOREIGN KEY(posting_id) REFERENCES fund_posting (id), 
	CONSTRAINT fk_payment_event_release_id FOREIGN KEY(release_id) REFERENCES fund_posting (id)
);
CREATE TABLE payment_line (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	batch_id INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	grant_id INTEGER NOT NULL, 
	fen BIGINT NOT NULL, 
	tax BIGINT, 
	account_name TEXT NOT NULL, 
	account TEXT NOT NULL, 
	bank_kind TEXT NOT NULL, 
	bank TEXT NOT NULL, 
	bank_number TEXT NOT NULL, 
	purpose TEXT NOT NULL, 
	remark TEXT NOT NULL, 
	reissues_id INTEGER, 
	serial TEXT, 
	payment_id INTEGER, 
	CONSTRAINT ck_payment_line_some CHECK (fen > 0 AND (tax IS NULL OR tax < fen)), 
	CONSTRAINT ck_payment_line_fen_exact CHECK (fen IS NULL OR (typeof(fen) = 'integer' AND fen >= 0)), 
	CONSTRAINT ck_payment_line_numbered CHECK ((payment_id IS NULL) = (serial IS NULL)), 
	CONSTRAINT ck_payment_line_tax_exact CHECK (tax IS NULL OR (typeof(tax) = 'integer' AND tax >= 0)), 
	CONSTRAINT fk_payment_line_batch_id FOREIGN KEY(batch_id) REFERENCES payment_batch (id), 
	CONSTRAINT fk_payment_line_grant_id FOREIGN KEY(grant_id) REFERENCES fund_grant (id), 
	CONSTRAINT fk_payment_line_payment_id FOREIGN KEY(payment_id) REFERENCES fund_payment (id), 
	CONSTRAINT fk_payment_line_reissues_id FOREIGN KEY(reissues_id) REFERENCES fund_payment (id), 
	CONSTRAINT uq_payment_line_batch_id_place UNIQUE (batch_id, place), 
	CONSTRAINT uq_payment_line_serial UNIQUE (serial), 
	CONSTRAINT uq_payment_line_payment_id UNIQUE (payment_id)
);
CREATE TABLE payment_reason (
	line_id INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	person_id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_payment_reason PRIMARY KEY (line_id, code), 
	CONSTRAINT ck_payment_reason_says_something CHECK (trim(reason) <> ''), 
	CONSTRAINT fk_payment_reason_line_id FOREIGN KEY(line_id) REFERENCES payment_line (id), 
	CONSTRAINT fk_payment_reason_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE payment_voucher (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	payment_id INTEGER NOT NULL, 
	quota_number TEXT NOT NULL, 
	functional_class TEXT NOT NULL, 
	government_class TEXT NOT NULL, 
	department_class TEXT NOT NULL, 
	request_number TEXT NOT NULL, 
	voucher_number TEXT NOT NULL, 
	paid_on DATE, 
	person_id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	CONSTRAINT fk_payment_voucher_payment_id FOREIGN KEY(payment_id) REFERENCES fund_payment (id), 
	CONSTRAINT fk_payment_voucher_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE person (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name TEXT NOT NULL, retired_on DATE, 
	CONSTRAINT uq_person_name UNIQUE (name)
);
CREATE TABLE person_role (
	person_id INTEGER NOT NULL, 
	role TEXT NOT NULL, 
	CONSTRAINT pk_person_role PRIMARY KEY (person_id, role), 
	CONSTRAINT fk_person_role_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE picture (
	sha256 TEXT NOT NULL, 
	content BLOB NOT NULL, 
	form TEXT NOT NULL, 
	width INTEGER NOT NULL, 
	height INTEGER NOT NULL, 
	added_at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_picture PRIMARY KEY (sha256)
);
CREATE TABLE policy_pack (
	sha256 TEXT NOT NULL, 
	policy TEXT NOT NULL, 
	content BLOB NOT NULL, 
	first_used_at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_policy_pack PRIMARY KEY (sha256)
);
CREATE TABLE project_check (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	grant_id INTEGER NOT NULL, 
	stage TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	held_on DATE NOT NULL, 
	paper TEXT NOT NULL, 
	opinion TEXT NOT NULL, 
	again_by DATE, 
	unspent BIGINT NOT NULL, 
	return_by DATE, 
	corrects_id INTEGER, 
	why TEXT NOT NULL, 
	CONSTRAINT ck_project_check_unspent_exact CHECK (unspent IS NULL OR (typeof(unspent) = 'integer' AND unspent >= 0)), 
	CONSTRAINT fk_project_check_corrects_id FOREIGN KEY(corrects_id) REFERENCES project_check (id), 
	CONSTRAINT fk_project_check_grant_id FOREIGN KEY(grant_id) REFERENCES project_contract (grant_id), 
	CONSTRAINT uq_project_check_corrects_id UNIQUE (corrects_id)
);
CREATE TABLE project_contract (
	grant_id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	signed_on DATE NOT NULL, 
	begins_on DATE NOT NULL, 
	ends_on DATE NOT NULL, 
	mid_term_by DATE, 
	acceptance_by DATE NOT NULL, 
	signing_fen BIGINT NOT NULL, 
	mid_term_fen BIGINT NOT NULL, 
	acceptance_fen BIGINT NOT NULL, 
	goal TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	CONSTRAINT pk_project_contract PRIMARY KEY (grant_id), 
	CONSTRAINT ck_project_contract_signing_fen_exact CHECK (signing_fen IS NULL OR (typeof(signing_fen) = 'integer' AND signing_fen >= 0)), 
	CONSTRAINT ck_project_contract_mid_term_fen_exact CHECK (mid_term_fen IS NULL OR (typeof(mid_term_fen) = 'integer' AND mid_term_fen >= 0)), 
	CONSTRAINT ck_project_contract_acceptance_fen_exact CHECK (acceptance_fen IS NULL OR (typeof(acceptance_fen) = 'integer' AND acceptance_fen >= 0)), 
	CONSTRAINT fk_project_contract_grant_id FOREIGN KEY(grant_id) REFERENCES fund_grant (id)
);
CREATE TABLE proposal (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	application_id INTEGER NOT NULL, 
	round INTEGER NOT NULL, 
	policy TEXT NOT NULL, 
	pack TEXT NOT NULL, 
	minutes_number TEXT NOT NULL, 
	minutes_date DATE, 
	minutes_body TEXT NOT NULL, 
	minutes_text TEXT NOT NULL, 
	person_id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	CONSTRAINT fk_proposal_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_proposal_pack FOREIGN KEY(pack) REFERENCES policy_pack (sha256), 
	CONSTRAINT fk_proposal_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_proposal_application_id_round UNIQUE (application_id, round)
);
CREATE TABLE proposal_line (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	proposal_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	article TEXT NOT NULL, 
	status TEXT NOT NULL, 
	computed BIGINT NOT NULL, 
	amount BIGINT NOT NULL, 
	proposed BIGINT NOT NULL, 
	decided BIGINT, 
	reason TEXT NOT NULL, 
	basis TEXT NOT NULL, 
	explanation TEXT NOT NULL, lowered_by TEXT DEFAULT '' NOT NULL, lowered_ground TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT ck_proposal_line_never_above_amount CHECK (proposed <= amount), 
	CONSTRAINT ck_proposal_line_lowered_with_reason CHECK (proposed = amount OR reason <> ''), 
	CONSTRAINT ck_proposal_line_computed_exact CHECK (computed IS NULL OR (typeof(computed) = 'integer' AND computed >= 0)), 
	CONSTRAINT ck_proposal_line_amount_exact CHECK (amount IS NULL OR (typeof(amount) = 'integer' AND amount >= 0)), 
	CONSTRAINT ck_proposal_line_proposed_exact CHECK (proposed IS NULL OR (typeof(proposed) = 'integer' AND proposed >= 0)), 
	CONSTRAINT ck_proposal_line_decided_exact CHECK (decided IS NULL OR (typeof(decided) = 'integer' AND decided >= 0)), 
	CONSTRAINT fk_proposal_line_proposal_id FOREIGN KEY(proposal_id) REFERENCES proposal (id), 
	CONSTRAINT uq_proposal_line_proposal_id_position UNIQUE (proposal_id, position)
);
CREATE TABLE public_notice (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	letter_id INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	basis TEXT NOT NULL, 
	begins DATE NOT NULL, 
	length INTEGER NOT NULL, 
	unit TEXT NOT NULL, 
	first_counts BOOLEAN NOT NULL, 
	last_day DATE NOT NULL, 
	contact TEXT NOT NULL, 
	telephone TEXT NOT NULL, 
	second_telephone TEXT NOT NULL, 
	address TEXT NOT NULL, 
	postcode TEXT NOT NULL, 
	closes INTEGER NOT NULL, 
	answer_days INTEGER NOT NULL, 
	published_at VARCHAR(32) NOT NULL, 
	published_by INTEGER NOT NULL, 
	closed_on DATE, 
	shown TEXT NOT NULL, 
	report_id INTEGER, late_shown TEXT DEFAULT '' NOT NULL, late_why TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT ck_public_notice_some_days CHECK (length >= 1 AND answer_days >= 1), 
	CONSTRAINT ck_public_notice_begins_before_end CHECK (begins <= last_day), 
	CONSTRAINT fk_public_notice_letter_id FOREIGN KEY(letter_id) REFERENCES letter (id), 
	CONSTRAINT fk_public_notice_published_by FOREIGN KEY(published_by) REFERENCES person (id), 
	CONSTRAINT fk_public_notice_report_id FOREIGN KEY(report_id) REFERENCES letter (id)
);
CREATE TABLE publication_picture (
	service_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	sha256 TEXT NOT NULL, caption TEXT DEFAULT '' NOT NULL, place TEXT DEFAULT '' NOT NULL, minutes INTEGER, taken_on DATE, 
	CONSTRAINT pk_publication_picture PRIMARY KEY (service_id, position), 
	CONSTRAINT fk_publication_picture_service_id FOREIGN KEY(service_id) REFERENCES service_publication (service_id), 
	CONSTRAINT fk_publication_picture_sha256 FOREIGN KEY(sha256) REFERENCES picture (sha256)
);
CREATE TABLE published_line (
	notice_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	application_id INTEGER NOT NULL, 
	person BOOLEAN NOT NULL, 
	"key" TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	recipient TEXT NOT NULL, 
	name TEXT NOT NULL, 
	item TEXT NOT NULL, 
	amount BIGINT NOT NULL, 
	score TEXT NOT NULL, 
	CONSTRAINT pk_published_line PRIMARY KEY (notice_id, position), 
	CONSTRAINT fk_published_line_notice_id FOREIGN KEY(notice_id) REFERENCES public_notice (id), 
	CONSTRAINT fk_published_line_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT ck_published_line_amount_exact CHECK (amount IS NULL OR (typeof(amount) = 'integer' AND amount >= 0))
);
CREATE TABLE received_material (
	application_id INTEGER NOT NULL, 
	"row" TEXT NOT NULL, 
	material TEXT NOT NULL, form TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_received_material PRIMARY KEY (application_id, "row", material), 
	CONSTRAINT fk_received_material_application_id FOREIGN KEY(application_id) REFERENCES application (id)
);
CREATE TABLE recovery_code (
	hash TEXT NOT NULL, 
	used_at VARCHAR(32), 
	CONSTRAINT pk_recovery_code PRIMARY KEY (hash)
);
CREATE TABLE recusal (
	id INTEGER NOT NULL, 
	applicant_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	relation TEXT NOT NULL, 
	recorded_at VARCHAR(32) NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	ended_at VARCHAR(32), 
	ended_by INTEGER, 
	ended_why TEXT NOT NULL, 
	CONSTRAINT pk_recusal PRIMARY KEY (id), 
	CONSTRAINT fk_recusal_applicant_id FOREIGN KEY(applicant_id) REFERENCES applicant (id), 
	CONSTRAINT fk_recusal_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_recusal_recorded_by FOREIGN KEY(recorded_by) REFERENCES person (id), 
	CONSTRAINT fk_recusal_ended_by FOREIGN KEY(ended_by) REFERENCES person (id)
);
CREATE TABLE ref_form (
	kind TEXT NOT NULL, 
	form TEXT NOT NULL, 
	CONSTRAINT pk_ref_form PRIMARY KEY (kind)
);
CREATE TABLE registered_achievement (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind TEXT NOT NULL, 
	item TEXT, 
	part TEXT DEFAULT '' NOT NULL, 
	ref TEXT, 
	date DATE NOT NULL, 
	facts TEXT NOT NULL, 
	search_text TEXT DEFAULT '' NOT NULL, 
	name TEXT DEFAULT '' NOT NULL, 
	owners TEXT DEFAULT '[]' NOT NULL, 
	owners_today TEXT DEFAULT '' NOT NULL, 
	filing_date DATE, 
	import_id INTEGER, 
	changed_at VARCHAR(32) NOT NULL, 
	CONSTRAINT fk_registered_achievement_import_id FOREIGN KEY(import_id) REFERENCES imported_list (id), 
	CONSTRAINT uq_registered_achievement_kind_item_part UNIQUE (kind, item, part)
);
CREATE TABLE registered_entry (
	achievement_id INTEGER NOT NULL, 
	registered_id INTEGER NOT NULL, 
	CONSTRAINT pk_registered_entry PRIMARY KEY (achievement_id), 
	CONSTRAINT fk_registered_entry_achievement_id FOREIGN KEY(achievement_id) REFERENCES achievement (id), 
	CONSTRAINT fk_registered_entry_registered_id FOREIGN KEY(registered_id) REFERENCES registered_achievement (id)
);
CREATE TABLE reissued_letter (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	letter_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	reason TEXT NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	CONSTRAINT ck_reissued_letter_says_why CHECK (reason <> ''), 
	CONSTRAINT fk_reissued_letter_letter_id FOREIGN KEY(letter_id) REFERENCES letter (id), 
	CONSTRAINT fk_reissued_letter_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE returned_answer (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	application_id INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	number TEXT NOT NULL, 
	day DATE NOT NULL, 
	lines TEXT NOT NULL, 
	answered_by INTEGER NOT NULL, 
	answered_at VARCHAR(32) NOT NULL, 
	reason TEXT NOT NULL, 
	person_id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	CONSTRAINT ck_returned_answer_says_why CHECK (reason <> ''), 
	CONSTRAINT fk_returned_answer_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_returned_answer_answered_by FOREIGN KEY(answered_by) REFERENCES person (id), 
	CONSTRAINT fk_returned_answer_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE review_draft (
	application_id INTEGER NOT NULL, 
	content TEXT NOT NULL, 
	person_id INTEGER NOT NULL, 
	saved_at VARCHAR(32) NOT NULL, 
	revision INTEGER NOT NULL, 
	CONSTRAINT pk_review_draft PRIMARY KEY (application_id), 
	CONSTRAINT fk_review_draft_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_review_draft_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE review_draft_picture (
	application_id INTEGER NOT NULL, 
	sha256 TEXT NOT NULL, 
	content BLOB NOT NULL, 
	CONSTRAINT pk_review_draft_picture PRIMARY KEY (application_id, sha256), 
	CONSTRAINT fk_review_draft_picture_application_id FOREIGN KEY(application_id) REFERENCES application (id)
);
CREATE TABLE service_announcement (
	letter_id INTEGER NOT NULL, 
	served_letter_id INTEGER NOT NULL, 
	tried TEXT NOT NULL, 
	collect_at TEXT NOT NULL, ground TEXT DEFAULT 'failed' NOT NULL, 
	CONSTRAINT pk_service_announcement PRIMARY KEY (letter_id), 
	CONSTRAINT ck_service_announcement_says_what_was_tried CHECK (tried <> ''), 
	CONSTRAINT fk_service_announcement_letter_id FOREIGN KEY(letter_id) REFERENCES letter (id), 
	CONSTRAINT fk_service_announcement_served_letter_id FOREIGN KEY(served_letter_id) REFERENCES letter (id)
);
CREATE TABLE service_attempt (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	letter_id INTEGER NOT NULL, 
	way TEXT NOT NULL, 
	day DATE NOT NULL, 
	minutes INTEGER, 
	returned_on DATE, 
	place TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	course TEXT NOT NULL, 
	mail TEXT NOT NULL, 
	servers TEXT NOT NULL, 
	witness TEXT NOT NULL, 
	person_id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	replaces INTEGER, 
	correction TEXT NOT NULL, 
	struck BOOLEAN NOT NULL, 
	CONSTRAINT ck_service_attempt_told CHECK (place <> '' AND outcome <> '' AND servers <> ''), 
	CONSTRAINT ck_service_attempt_back_after CHECK (returned_on IS NULL OR returned_on >= day), 
	CONSTRAINT ck_service_attempt_says_why CHECK (replaces IS NULL OR correction <> ''), 
	CONSTRAINT fk_service_attempt_letter_id FOREIGN KEY(letter_id) REFERENCES letter (id), 
	CONSTRAINT fk_service_attempt_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_service_attempt_replaces FOREIGN KEY(replaces) REFERENCES service_attempt (id), 
	CONSTRAINT uq_service_attempt_replaces UNIQUE (replaces)
);
CREATE TABLE service_publication (
	service_id INTEGER NOT NULL, 
	announcement_id INTEGER NOT NULL, 
	posted TEXT NOT NULL, 
	proof TEXT NOT NULL, 
	pages INTEGER NOT NULL, 
	CONSTRAINT pk_service_publication PRIMARY KEY (service_id), 
	CONSTRAINT ck_service_publication_proven CHECK (posted <> '' AND proof <> '' AND pages > 0), 
	CONSTRAINT fk_service_publication_service_id FOREIGN KEY(service_id) REFERENCES letter_service (id), 
	CONSTRAINT fk_service_publication_announcement_id FOREIGN KEY(announcement_id) REFERENCES letter (id)
);
CREATE TABLE settlement (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	call_id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	undone_at VARCHAR(32), 
	undone_by INTEGER, 
	CONSTRAINT fk_settlement_call_id FOREIGN KEY(call_id) REFERENCES call (id), 
	CONSTRAINT fk_settlement_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_settlement_undone_by FOREIGN KEY(undone_by) REFERENCES person (id)
);
CREATE TABLE settlement_member (
	settlement_id INTEGER NOT NULL, 
	application_id INTEGER NOT NULL, 
	round INTEGER NOT NULL, 
	changed BOOLEAN NOT NULL, 
	settled TEXT NOT NULL, 
	"before" TEXT NOT NULL, 
	"after" TEXT NOT NULL, 
	CONSTRAINT pk_settlement_member PRIMARY KEY (settlement_id, application_id), 
	CONSTRAINT fk_settlement_member_settlement_id FOREIGN KEY(settlement_id) REFERENCES settlement (id), 
	CONSTRAINT fk_settlement_member_application_id FOREIGN KEY(application_id) REFERENCES application (id)
);
CREATE TABLE sheet_opinion (
	signing_id INTEGER NOT NULL, 
	post TEXT NOT NULL, 
	signer TEXT NOT NULL, 
	opinion TEXT NOT NULL, 
	day DATE NOT NULL, 
	CONSTRAINT pk_sheet_opinion PRIMARY KEY (signing_id, post), 
	CONSTRAINT ck_sheet_opinion_signed CHECK (signer <> '' AND opinion <> ''), 
	CONSTRAINT fk_sheet_opinion_signing_id FOREIGN KEY(signing_id) REFERENCES sheet_signing (id)
);
CREATE TABLE sheet_picture (
	signing_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	sha256 TEXT NOT NULL, 
	CONSTRAINT pk_sheet_picture PRIMARY KEY (signing_id, position), 
	CONSTRAINT fk_sheet_picture_signing_id FOREIGN KEY(signing_id) REFERENCES sheet_signing (id), 
	CONSTRAINT fk_sheet_picture_sha256 FOREIGN KEY(sha256) REFERENCES picture (sha256)
);
CREATE TABLE sheet_signing (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	letter_id INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	person_id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	CONSTRAINT fk_sheet_signing_letter_id FOREIGN KEY(letter_id) REFERENCES letter (id), 
	CONSTRAINT fk_sheet_signing_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE unpublished_change (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	application_id INTEGER NOT NULL, 
	changes TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	person_id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, view_gist TEXT DEFAULT '' NOT NULL, view_outcome TEXT DEFAULT '' NOT NULL, view_why TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT ck_unpublished_change_with_reason CHECK (trim(changes) <> '' AND trim(reason) <> ''), 
	CONSTRAINT fk_unpublished_change_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_unpublished_change_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE upper_answer (
	application_id INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	number TEXT NOT NULL, 
	day DATE NOT NULL, 
	person_id INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_upper_answer PRIMARY KEY (application_id), 
	CONSTRAINT fk_upper_answer_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_upper_answer_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE voided_letter (
	letter_id INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	CONSTRAINT pk_voided_letter PRIMARY KEY (letter_id), 
	CONSTRAINT ck_voided_letter_says_why CHECK (reason <> ''), 
	CONSTRAINT fk_voided_letter_letter_id FOREIGN KEY(letter_id) REFERENCES letter (id), 
	CONSTRAINT fk_voided_letter_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE INDEX ix_achievement_applicant_id_ref ON achievement (applicant_id, ref);
CREATE INDEX ix_achievement_holder_applicant_id ON achievement_holder (applicant_id);
CREATE INDEX ix_achievement_item ON achievement (item);
CREATE INDEX ix_applicant_account_applicant_id ON applicant_account (applicant_id);
CREATE INDEX ix_applicant_bar_applicant_id ON applicant_bar (applicant_id);
CREATE INDEX ix_applicant_former_name_applicant_id ON applicant_former_name (applicant_id);
CREATE INDEX ix_applicant_name ON applicant (name);
CREATE INDEX ix_applicant_trait_applicant_id ON applicant_trait (applicant_id);
CREATE INDEX ix_application_achievement_achievement_id ON application_achievement (achievement_id);
CREATE INDEX ix_application_applicant_id ON application (applicant_id);
CREATE INDEX ix_application_check_application_id ON application_check (application_id);
CREATE INDEX ix_application_state ON application (state);
CREATE INDEX ix_application_step_application_id ON application_step (application_id);
CREATE INDEX ix_archive_record_application_id ON archive_record (application_id);
CREATE INDEX ix_attached_file_application_id ON attached_file (application_id);
CREATE INDEX ix_attached_file_sha256 ON attached_file (sha256);
CREATE INDEX ix_audit_entry_record ON audit_entry (record);
CREATE INDEX ix_award_line_achievement_id ON award_line (achievement_id);
CREATE INDEX ix_award_line_applicant_id_policy ON award_line (applicant_id, policy);
CREATE INDEX ix_award_line_rule_year ON award_line (rule, year);
CREATE INDEX ix_award_reversal_application_id ON award_reversal (application_id);
CREATE INDEX ix_award_reversal_line_id ON award_reversal (line_id);
CREATE INDEX ix_batch_member_application_id ON batch_member (application_id);
CREATE INDEX ix_call_change_call_id ON call_change (call_id);
CREATE INDEX ix_call_policy_year ON call (policy, year);
CREATE INDEX ix_charged_grant_application_id ON charged_grant (application_id);
CREATE INDEX ix_clawback_application_id ON clawback (application_id);
CREATE INDEX ix_clawback_return_clawback_id ON clawback_return (clawback_id);
CREATE INDEX ix_collection_reminder_application_id ON collection_reminder (application_id);
CREATE INDEX ix_draft_ref_item ON draft_ref (item);
CREATE INDEX ix_fund_account_grant_id ON fund_account (grant_id);
CREATE INDEX ix_fund_account_task_id ON fund_account (task_id);
CREATE INDEX ix_fund_grant_task_id ON fund_grant (task_id);
CREATE INDEX ix_fund_movement_source_id ON fund_movement (source_id);
CREATE INDEX ix_fund_movement_target_id ON fund_movement (target_id);
CREATE INDEX ix_fund_paper_fund_id ON fund_paper (fund_id);
CREATE INDEX ix_fund_payment_grant_id ON fund_payment (grant_id);
CREATE INDEX ix_handling_application_id ON handling (application_id);
CREATE INDEX ix_handling_sheet_id ON handling (sheet_id);
CREATE INDEX ix_handling_signature_handling_id ON handling_signature (handling_id);
CREATE INDEX ix_handling_state ON handling (state);
CREATE INDEX ix_incoming_paper_application_id ON incoming_paper (application_id);
CREATE INDEX ix_letter_application_application_id ON letter_application (application_id);
CREATE INDEX ix_letter_application_id ON letter (application_id);
CREATE INDEX ix_letter_service_letter_id ON letter_service (letter_id);
CREATE INDEX ix_objection_application_id ON objection (application_id);
CREATE INDEX ix_objection_hearing_application_id ON objection_hearing (application_id);
CREATE INDEX ix_objection_notice_id ON objection (notice_id);
CREATE INDEX ix_objection_scope_objection_id ON objection_scope (objection_id);
CREATE INDEX ix_payment_batch_fund_id ON payment_batch (fund_id);
CREATE INDEX ix_payment_event_payment_id ON payment_event (payment_id);
CREATE INDEX ix_payment_line_grant_id ON payment_line (grant_id);
CREATE INDEX ix_payment_voucher_payment_id ON payment_voucher (payment_id);
CREATE INDEX ix_project_check_grant_id ON project_check (grant_id);
CREATE INDEX ix_published_line_application_id ON published_line (application_id);
CREATE INDEX ix_recusal_applicant_id ON recusal (applicant_id);
CREATE INDEX ix_registered_entry_registered_id ON registered_entry (registered_id);
CREATE INDEX ix_reissued_letter_letter_id ON reissued_letter (letter_id);
CREATE INDEX ix_returned_answer_application_id ON returned_answer (application_id);
CREATE INDEX ix_service_announcement_served_letter_id ON service_announcement (served_letter_id);
CREATE INDEX ix_service_attempt_letter_id ON service_attempt (letter_id);
CREATE INDEX ix_service_publication_announcement_id ON service_publication (announcement_id);
CREATE INDEX ix_settlement_call_id ON settlement (call_id);
CREATE INDEX ix_settlement_member_application_id ON settlement_member (application_id);
CREATE INDEX ix_sheet_signing_letter_id ON sheet_signing (letter_id);
CREATE INDEX ix_unpublished_change_application_id ON unpublished_change (application_id);
CREATE TRIGGER applicant_account_no_delete BEFORE DELETE ON applicant_account BEGIN SELECT RAISE(ABORT, 'applicant_account is never changed'); END;
CREATE TRIGGER applicant_account_no_replace BEFORE INSERT ON applicant_account WHEN EXISTS (SELECT 1 FROM applicant_account WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'applicant_account is never changed'); END;
CREATE TRIGGER applicant_account_no_update BEFORE UPDATE ON applicant_account BEGIN SELECT RAISE(ABORT, 'applicant_account is never changed'); END;
CREATE TRIGGER applicant_former_name_no_delete BEFORE DELETE ON applicant_former_name BEGIN SELECT RAISE(ABORT, 'applicant_former_name is never changed'); END;
CREATE TRIGGER applicant_former_name_no_replace BEFORE INSERT ON applicant_former_name WHEN EXISTS (SELECT 1 FROM applicant_former_name WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'applicant_former_name is never changed'); END;
CREATE TRIGGER applicant_former_name_no_update BEFORE UPDATE ON applicant_former_name BEGIN SELECT RAISE(ABORT, 'applicant_former_name is never changed'); END;
CREATE TRIGGER application_check_no_delete BEFORE DELETE ON application_check BEGIN SELECT RAISE(ABORT, 'application_check is never changed'); END;
CREATE TRIGGER application_check_no_replace BEFORE INSERT ON application_check WHEN EXISTS (SELECT 1 FROM application_check WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'application_check is never changed'); END;
CREATE TRIGGER application_check_no_update BEFORE UPDATE ON application_check BEGIN SELECT RAISE(ABORT, 'application_check is never changed'); END;
CREATE TRIGGER archive_record_no_delete BEFORE DELETE ON archive_record BEGIN SELECT RAISE(ABORT, 'archive_record is never changed'); END;
CREATE TRIGGER archive_record_no_replace BEFORE INSERT ON archive_record WHEN EXISTS (SELECT 1 FROM archive_record WHERE number = NEW.number) BEGIN SELECT RAISE(ABORT, 'archive_record is never changed'); END;
CREATE TRIGGER archive_record_no_update BEFORE UPDATE ON archive_record BEGIN SELECT RAISE(ABORT, 'archive_record is never changed'); END;
CREATE TRIGGER archive_taken_out_no_delete BEFORE DELETE ON archive_taken_out BEGIN SELECT RAISE(ABORT, 'archive_taken_out is never changed'); END;
CREATE TRIGGER archive_taken_out_no_replace BEFORE INSERT ON archive_taken_out WHEN EXISTS (SELECT 1 FROM archive_taken_out WHERE number = NEW.number) BEGIN SELECT RAISE(ABORT, 'archive_taken_out is never changed'); END;
CREATE TRIGGER archive_taken_out_no_update BEFORE UPDATE ON archive_taken_out BEGIN SELECT RAISE(ABORT, 'archive_taken_out is never changed'); END;
CREATE TRIGGER archived_pages_no_delete BEFORE DELETE ON archived_pages BEGIN SELECT RAISE(ABORT, 'archived_pages is never changed'); END;
CREATE TRIGGER archived_pages_no_replace BEFORE INSERT ON archived_pages WHEN EXISTS (SELECT 1 FROM archived_pages WHERE number = NEW.number AND item = NEW.item) BEGIN SELECT RAISE(ABORT, 'archived_pages is never changed'); END;
CREATE TRIGGER archived_pages_no_update BEFORE UPDATE ON archived_pages BEGIN SELECT RAISE(ABORT, 'archived_pages is never changed'); END;
CREATE TRIGGER attempt_picture_no_delete BEFORE DELETE ON attempt_picture BEGIN SELECT RAISE(ABORT, 'attempt_picture is never changed'); END;
CREATE TRIGGER attempt_picture_no_replace BEFORE INSERT ON attempt_picture WHEN EXISTS (SELECT 1 FROM attempt_picture WHERE attempt_id = NEW.attempt_id AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'attempt_picture is never changed'); END;
CREATE TRIGGER attempt_picture_no_update BEFORE UPDATE ON attempt_picture BEGIN SELECT RAISE(ABORT, 'attempt_picture is never changed'); END;
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry  BEGIN SELECT RAISE(ABORT, 'audit_entry is never changed'); END;
CREATE TRIGGER audit_entry_no_replace BEFORE INSERT ON audit_entry WHEN EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'audit_entry is never changed'); END;
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry  BEGIN SELECT RAISE(ABORT, 'audit_entry is never changed'); END;
CREATE TRIGGER award_line_no_delete BEFORE DELETE ON award_line WHEN OLD.granted IS NOT NULL AND NOT EXISTS (SELECT 1 FROM batch_member WHERE batch_member.application_id = OLD.application_id AND batch_member.undoing) BEGIN SELECT RAISE(ABORT, 'award_line is never changed'); END;
CREATE TRIGGER award_line_no_replace BEFORE INSERT ON award_line WHEN EXISTS (SELECT 1 FROM award_line WHERE granted IS NOT NULL AND id = NEW.id) OR EXISTS (SELECT 1 FROM award_line WHERE granted IS NOT NULL AND application_id = NEW.application_id AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'award_line is never changed'); END;
CREATE TRIGGER award_line_no_replace_by_update BEFORE UPDATE ON award_line WHEN EXISTS (SELECT 1 FROM award_line WHERE id <> OLD.id AND granted IS NOT NULL AND id = NEW.id) OR EXISTS (SELECT 1 FROM award_line WHERE id <> OLD.id AND granted IS NOT NULL AND application_id = NEW.application_id AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'award_line is never changed'); END;
CREATE TRIGGER award_line_no_update BEFORE UPDATE ON award_line WHEN OLD.granted IS NOT NULL BEGIN SELECT RAISE(ABORT, 'award_line is never changed'); END;
CREATE TRIGGER award_reversal_no_delete BEFORE DELETE ON award_reversal BEGIN SELECT RAISE(ABORT, 'award_reversal is never changed'); END;
CREATE TRIGGER award_reversal_no_replace BEFORE INSERT ON award_reversal WHEN EXISTS (SELECT 1 FROM award_reversal WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'award_reversal is never changed'); END;
CREATE TRIGGER award_reversal_no_update BEFORE UPDATE ON award_reversal BEGIN SELECT RAISE(ABORT, 'award_reversal is never changed'); END;
CREATE TRIGGER call_change_no_delete BEFORE DELETE ON call_change BEGIN SELECT RAISE(ABORT, 'call_change is never changed'); END;
CREATE TRIGGER call_change_no_replace BEFORE INSERT ON call_change WHEN EXISTS (SELECT 1 FROM call_change WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'call_change is never changed'); END;
CREATE TRIGGER call_change_no_update BEFORE UPDATE ON call_change BEGIN SELECT RAISE(ABORT, 'call_change is never changed'); END;
CREATE TRIGGER charged_grant_no_delete BEFORE DELETE ON charged_grant BEGIN SELECT RAISE(ABORT, 'charged_grant is never changed'); END;
CREATE TRIGGER charged_grant_no_replace BEFORE INSERT ON charged_grant WHEN EXISTS (SELECT 1 FROM charged_grant WHERE grant_id = NEW.grant_id) BEGIN SELECT RAISE(ABORT, 'charged_grant is never changed'); END;
CREATE TRIGGER charged_grant_no_update BEFORE UPDATE ON charged_grant BEGIN SELECT RAISE(ABORT, 'charged_grant is never changed'); END;
CREATE TRIGGER charged_line_no_delete BEFORE DELETE ON charged_line BEGIN SELECT RAISE(ABORT, 'charged_line is never changed'); END;
CREATE TRIGGER charged_line_no_replace BEFORE INSERT ON charged_line WHEN EXISTS (SELECT 1 FROM charged_line WHERE grant_id = NEW.grant_id AND key = NEW.key AND rule = NEW.rule) BEGIN SELECT RAISE(ABORT, 'charged_line is never changed'); END;
CREATE TRIGGER charged_line_no_update BEFORE UPDATE ON charged_line BEGIN SELECT RAISE(ABORT, 'charged_line is never changed'); END;
CREATE TRIGGER check_picture_no_delete BEFORE DELETE ON check_picture BEGIN SELECT RAISE(ABORT, 'check_picture is never changed'); END;
CREATE TRIGGER check_picture_no_replace BEFORE INSERT ON check_picture WHEN EXISTS (SELECT 1 FROM check_picture WHERE check_id = NEW.check_id AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'check_picture is never changed'); END;
CREATE TRIGGER check_picture_no_update BEFORE UPDATE ON check_picture BEGIN SELECT RAISE(ABORT, 'check_picture is never changed'); END;
CREATE TRIGGER clawback_return_no_delete BEFORE DELETE ON clawback_return BEGIN SELECT RAISE(ABORT, 'clawback_return is never changed'); END;
CREATE TRIGGER clawback_return_no_replace BEFORE INSERT ON clawback_return WHEN EXISTS (SELECT 1 FROM clawback_return WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'clawback_return is never changed'); END;
CREATE TRIGGER clawback_return_no_update BEFORE UPDATE ON clawback_return BEGIN SELECT RAISE(ABORT, 'clawback_return is never changed'); END;
CREATE TRIGGER collection_reminder_no_delete BEFORE DELETE ON collection_reminder BEGIN SELECT RAISE(ABORT, 'collection_reminder is never changed'); END;
CREATE TRIGGER collection_reminder_no_replace BEFORE INSERT ON collection_reminder WHEN EXISTS (SELECT 1 FROM collection_reminder WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'collection_reminder is never changed'); END;
CREATE TRIGGER collection_reminder_no_update BEFORE UPDATE ON collection_reminder BEGIN SELECT RAISE(ABORT, 'collection_reminder is never changed'); END;
CREATE TRIGGER collection_term_no_delete BEFORE DELETE ON collection_term BEGIN SELECT RAISE(ABORT, 'collection_term is never changed'); END;
CREATE TRIGGER collection_term_no_replace BEFORE INSERT ON collection_term WHEN EXISTS (SELECT 1 FROM collection_term WHERE letter_id = NEW.letter_id) BEGIN SELECT RAISE(ABORT, 'collection_term is never changed'); END;
CREATE TRIGGER collection_term_no_update BEFORE UPDATE ON collection_term BEGIN SELECT RAISE(ABORT, 'collection_term is never changed'); END;
CREATE TRIGGER departure_no_delete BEFORE DELETE ON departure WHEN NOT EXISTS (SELECT 1 FROM batch_member WHERE batch_member.application_id = OLD.application_id AND batch_member.undoing) BEGIN SELECT RAISE(ABORT, 'departure is never changed'); END;
CREATE TRIGGER departure_no_replace BEFORE INSERT ON departure WHEN EXISTS (SELECT 1 FROM departure WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM departure WHERE application_id = NEW.application_id AND key = NEW.key AND rule = NEW.rule) BEGIN SELECT RAISE(ABORT, 'departure is never changed'); END;
CREATE TRIGGER departure_no_update BEFORE UPDATE ON departure BEGIN SELECT RAISE(ABORT, 'departure is never changed'); END;
CREATE TRIGGER expert_score_no_delete BEFORE DELETE ON expert_score BEGIN SELECT RAISE(ABORT, 'expert_score is never changed'); END;
CREATE TRIGGER expert_score_no_replace BEFORE INSERT ON expert_score WHEN EXISTS (SELECT 1 FROM expert_score WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM expert_score WHERE line_id = NEW.line_id AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'expert_score is never changed'); END;
CREATE TRIGGER expert_score_no_update BEFORE UPDATE ON expert_score BEGIN SELECT RAISE(ABORT, 'expert_score is never changed'); END;
CREATE TRIGGER fund_account_no_delete BEFORE DELETE ON fund_account BEGIN SELECT RAISE(ABORT, 'fund_account is never changed'); END;
CREATE TRIGGER fund_account_no_replace BEFORE INSERT ON fund_account WHEN EXISTS (SELECT 1 FROM fund_account WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM fund_account WHERE fund_id = NEW.fund_id AND key = NEW.key) BEGIN SELECT RAISE(ABORT, 'fund_account is never changed'); END;
CREATE TRIGGER fund_account_no_update BEFORE UPDATE ON fund_account BEGIN SELECT RAISE(ABORT, 'fund_account is never changed'); END;
CREATE TRIGGER fund_movement_no_delete BEFORE DELETE ON fund_movement BEGIN SELECT RAISE(ABORT, 'fund_movement is never changed'); END;
CREATE TRIGGER fund_movement_no_replace BEFORE INSERT ON fund_movement WHEN EXISTS (SELECT 1 FROM fund_movement WHERE posting_id = NEW.posting_id AND place = NEW.place) BEGIN SELECT RAISE(ABORT, 'fund_movement is never changed'); END;
CREATE TRIGGER fund_movement_no_update BEFORE UPDATE ON fund_movement BEGIN SELECT RAISE(ABORT, 'fund_movement is never changed'); END;
CREATE TRIGGER fund_payment_no_delete BEFORE DELETE ON fund_payment BEGIN SELECT RAISE(ABORT, 'fund_payment is never changed'); END;
CREATE TRIGGER fund_payment_no_replace BEFORE INSERT ON fund_payment WHEN EXISTS (SELECT 1 FROM fund_payment WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'fund_payment is never changed'); END;
CREATE TRIGGER fund_payment_no_update BEFORE UPDATE ON fund_payment BEGIN SELECT RAISE(ABORT, 'fund_payment is never changed'); END;
CREATE TRIGGER fund_posting_no_delete BEFORE DELETE ON fund_posting BEGIN SELECT RAISE(ABORT, 'fund_posting is never changed'); END;
CREATE TRIGGER fund_posting_no_replace BEFORE INSERT ON fund_posting WHEN EXISTS (SELECT 1 FROM fund_posting WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM fund_posting WHERE fund_id = NEW.fund_id AND number = NEW.number) OR EXISTS (SELECT 1 FROM fund_posting WHERE reverses_id = NEW.reverses_id) BEGIN SELECT RAISE(ABORT, 'fund_posting is never changed'); END;
CREATE TRIGGER fund_posting_no_update BEFORE UPDATE ON fund_posting BEGIN SELECT RAISE(ABORT, 'fund_posting is never changed'); END;
CREATE TRIGGER handling_picture_no_delete BEFORE DELETE ON handling_picture BEGIN SELECT RAISE(ABORT, 'handling_picture is never changed'); END;
CREATE TRIGGER handling_picture_no_replace BEFORE INSERT ON handling_picture WHEN EXISTS (SELECT 1 FROM handling_picture WHERE signature_id = NEW.signature_id AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'handling_picture is never changed'); END;
CREATE TRIGGER handling_picture_no_update BEFORE UPDATE ON handling_picture BEGIN SELECT RAISE(ABORT, 'handling_picture is never changed'); END;
CREATE TRIGGER handling_signature_no_delete BEFORE DELETE ON handling_signature BEGIN SELECT RAISE(ABORT, 'handling_signature is never changed'); END;
CREATE TRIGGER handling_signature_no_replace BEFORE INSERT ON handling_signature WHEN EXISTS (SELECT 1 FROM handling_signature WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'handling_signature is never changed'); END;
CREATE TRIGGER handling_signature_no_update BEFORE UPDATE ON handling_signature BEGIN SELECT RAISE(ABORT, 'handling_signature is never changed'); END;
CREATE TRIGGER imported_list_no_delete BEFORE DELETE ON imported_list BEGIN SELECT RAISE(ABORT, 'imported_list is never changed'); END;
CREATE TRIGGER imported_list_no_replace BEFORE INSERT ON imported_list WHEN EXISTS (SELECT 1 FROM imported_list WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'imported_list is never changed'); END;
CREATE TRIGGER imported_list_no_update BEFORE UPDATE ON imported_list BEGIN SELECT RAISE(ABORT, 'imported_list is never changed'); END;
CREATE TRIGGER incoming_paper_no_delete BEFORE DELETE ON incoming_paper BEGIN SELECT RAISE(ABORT, 'incoming_paper is never changed'); END;
CREATE TRIGGER incoming_paper_no_replace BEFORE INSERT ON incoming_paper WHEN EXISTS (SELECT 1 FROM incoming_paper WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM incoming_paper WHERE replaces = NEW.replaces) BEGIN SELECT RAISE(ABORT, 'incoming_paper is never changed'); END;
CREATE TRIGGER incoming_paper_no_update BEFORE UPDATE ON incoming_paper BEGIN SELECT RAISE(ABORT, 'incoming_paper is never changed'); END;
CREATE TRIGGER inquiry_no_delete BEFORE DELETE ON inquiry WHEN OLD.answered_on IS NOT NULL BEGIN SELECT RAISE(ABORT, 'inquiry is never changed'); END;
CREATE TRIGGER inquiry_no_replace BEFORE INSERT ON inquiry WHEN EXISTS (SELECT 1 FROM inquiry WHERE answered_on IS NOT NULL AND id = NEW.id) BEGIN SELECT RAISE(ABORT, 'inquiry is never changed'); END;
CREATE TRIGGER inquiry_no_replace_by_update BEFORE UPDATE ON inquiry WHEN EXISTS (SELECT 1 FROM inquiry WHERE id <> OLD.id AND answered_on IS NOT NULL AND id = NEW.id) BEGIN SELECT RAISE(ABORT, 'inquiry is never changed'); END;
CREATE TRIGGER inquiry_no_update BEFORE UPDATE ON inquiry WHEN OLD.answered_on IS NOT NULL BEGIN SELECT RAISE(ABORT, 'inquiry is never changed'); END;
CREATE TRIGGER letter_application_no_delete BEFORE DELETE ON letter_application BEGIN SELECT RAISE(ABORT, 'letter_application is never changed'); END;
CREATE TRIGGER letter_application_no_replace BEFORE INSERT ON letter_application WHEN EXISTS (SELECT 1 FROM letter_application WHERE letter_id = NEW.letter_id AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'letter_application is never changed'); END;
CREATE TRIGGER letter_application_no_update BEFORE UPDATE ON letter_application BEGIN SELECT RAISE(ABORT, 'letter_application is never changed'); END;
CREATE TRIGGER letter_content_no_delete BEFORE DELETE ON letter_content  BEGIN SELECT RAISE(ABORT, 'letter_content is never changed'); END;
CREATE TRIGGER letter_content_no_replace BEFORE INSERT ON letter_content WHEN EXISTS (SELECT 1 FROM letter_content WHERE letter_id = NEW.letter_id) BEGIN SELECT RAISE(ABORT, 'letter_content is never changed'); END;
CREATE TRIGGER letter_content_no_update BEFORE UPDATE ON letter_content  BEGIN SELECT RAISE(ABORT, 'letter_content is never changed'); END;
CREATE TRIGGER letter_no_delete BEFORE DELETE ON letter  BEGIN SELECT RAISE(ABORT, 'letter is never changed'); END;
CREATE TRIGGER letter_no_replace BEFORE INSERT ON letter WHEN EXISTS (SELECT 1 FROM letter WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM letter WHERE number = NEW.number) BEGIN SELECT RAISE(ABORT, 'letter is never changed'); END;
CREATE TRIGGER letter_no_update BEFORE UPDATE ON letter  BEGIN SELECT RAISE(ABORT, 'letter is never changed'); END;
CREATE TRIGGER letter_service_no_delete BEFORE DELETE ON letter_service BEGIN SELECT RAISE(ABORT, 'letter_service is never changed'); END;
CREATE TRIGGER letter_service_no_replace BEFORE INSERT ON letter_service WHEN EXISTS (SELECT 1 FROM letter_service WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'letter_service is never changed'); END;
CREATE TRIGGER letter_service_no_update BEFORE UPDATE ON letter_service BEGIN SELECT RAISE(ABORT, 'letter_service is never changed'); END;
CREATE TRIGGER objected_line_no_delete BEFORE DELETE ON objected_line BEGIN SELECT RAISE(ABORT, 'objected_line is never changed'); END;
CREATE TRIGGER objected_line_no_replace BEFORE INSERT ON objected_line WHEN EXISTS (SELECT 1 FROM objected_line WHERE scope_id = NEW.scope_id AND key = NEW.key AND rule = NEW.rule) BEGIN SELECT RAISE(ABORT, 'objected_line is never changed'); END;
CREATE TRIGGER objected_line_no_update BEFORE UPDATE ON objected_line BEGIN SELECT RAISE(ABORT, 'objected_line is never changed'); END;
CREATE TRIGGER objection_hearing_no_delete BEFORE DELETE ON objection_hearing BEGIN SELECT RAISE(ABORT, 'objection_hearing is never changed'); END;
CREATE TRIGGER objection_hearing_no_replace BEFORE INSERT ON objection_hearing WHEN EXISTS (SELECT 1 FROM objection_hearing WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'objection_hearing is never changed'); END;
CREATE TRIGGER objection_hearing_no_update BEFORE UPDATE ON objection_hearing BEGIN SELECT RAISE(ABORT, 'objection_hearing is never changed'); END;
CREATE TRIGGER objection_no_delete BEFORE DELETE ON objection WHEN OLD.answered_on IS NOT NULL BEGIN SELECT RAISE(ABORT, 'objection is never changed'); END;
CREATE TRIGGER objection_no_replace BEFORE INSERT ON objection WHEN EXISTS (SELECT 1 FROM objection WHERE answered_on IS NOT NULL AND id = NEW.id) BEGIN SELECT RAISE(ABORT, 'objection is never changed'); END;
CREATE TRIGGER objection_no_replace_by_update BEFORE UPDATE ON objection WHEN EXISTS (SELECT 1 FROM objection WHERE id <> OLD.id AND answered_on IS NOT NULL AND id = NEW.id) BEGIN SELECT RAISE(ABORT, 'objection is never changed'); END;
CREATE TRIGGER objection_no_update BEFORE UPDATE ON objection WHEN OLD.answered_on IS NOT NULL BEGIN SELECT RAISE(ABORT, 'objection is never changed'); END;
CREATE TRIGGER objection_scope_no_delete BEFORE DELETE ON objection_scope BEGIN SELECT RAISE(ABORT, 'objection_scope is never changed'); END;
CREATE TRIGGER objection_scope_no_replace BEFORE INSERT ON objection_scope WHEN EXISTS (SELECT 1 FROM objection_scope WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'objection_scope is never changed'); END;
CREATE TRIGGER objection_scope_no_update BEFORE UPDATE ON objection_scope BEGIN SELECT RAISE(ABORT, 'objection_scope is never changed'); END;
CREATE TRIGGER passed_bar_no_delete BEFORE DELETE ON passed_bar BEGIN SELECT RAISE(ABORT, 'passed_bar is never changed'); END;
CREATE TRIGGER passed_bar_no_replace BEFORE INSERT ON passed_bar WHEN EXISTS (SELECT 1 FROM passed_bar WHERE application_id = NEW.application_id AND bar_id = NEW.bar_id) BEGIN SELECT RAISE(ABORT, 'passed_bar is never changed'); END;
CREATE TRIGGER passed_bar_no_update BEFORE UPDATE ON passed_bar BEGIN SELECT RAISE(ABORT, 'passed_bar is never changed'); END;
CREATE TRIGGER payment_batch_no_delete BEFORE DELETE ON payment_batch WHEN OLD.sent_on IS NOT NULL BEGIN SELECT RAISE(ABORT, 'payment_batch is never changed'); END;
CREATE TRIGGER payment_batch_no_replace BEFORE INSERT ON payment_batch WHEN EXISTS (SELECT 1 FROM payment_batch WHERE sent_on IS NOT NULL AND id = NEW.id) OR EXISTS (SELECT 1 FROM payment_batch WHERE sent_on IS NOT NULL AND number = NEW.number) BEGIN SELECT RAISE(ABORT, 'payment_batch is never changed'); END;
CREATE TRIGGER payment_batch_no_replace_by_update BEFORE UPDATE ON payment_batch WHEN EXISTS (SELECT 1 FROM payment_batch WHERE id <> OLD.id AND sent_on IS NOT NULL AND id = NEW.id) OR EXISTS (SELECT 1 FROM payment_batch WHERE id <> OLD.id AND sent_on IS NOT NULL AND number = NEW.number) BEGIN SELECT RAISE(ABORT, 'payment_batch is never changed'); END;
CREATE TRIGGER payment_batch_no_update BEFORE UPDATE ON payment_batch WHEN OLD.sent_on IS NOT NULL BEGIN SELECT RAISE(ABORT, 'payment_batch is never changed'); END;
CREATE TRIGGER payment_event_no_delete BEFORE DELETE ON payment_event BEGIN SELECT RAISE(ABORT, 'payment_event is never changed'); END;
CREATE TRIGGER payment_event_no_replace BEFORE INSERT ON payment_event WHEN EXISTS (SELECT 1 FROM payment_event WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'payment_event is never changed'); END;
CREATE TRIGGER payment_event_no_update BEFORE UPDATE ON payment_event BEGIN SELECT RAISE(ABORT, 'payment_event is never changed'); END;
CREATE TRIGGER payment_line_no_delete BEFORE DELETE ON payment_line WHEN OLD.payment_id IS NOT NULL BEGIN SELECT RAISE(ABORT, 'payment_line is never changed'); END;
CREATE TRIGGER payment_line_no_replace BEFORE INSERT ON payment_line WHEN EXISTS (SELECT 1 FROM payment_line WHERE payment_id IS NOT NULL AND id = NEW.id) OR EXISTS (SELECT 1 FROM payment_line WHERE payment_id IS NOT NULL AND batch_id = NEW.batch_id AND place = NEW.place) OR EXISTS (SELECT 1 FROM payment_line WHERE payment_id IS NOT NULL AND payment_id = NEW.payment_id) OR EXISTS (SELECT 1 FROM payment_line WHERE payment_id IS NOT NULL AND serial = NEW.serial) BEGIN SELECT RAISE(ABORT, 'payment_line is never changed'); END;
CREATE TRIGGER payment_line_no_replace_by_update BEFORE UPDATE ON payment_line WHEN EXISTS (SELECT 1 FROM payment_line WHERE id <> OLD.id AND payment_id IS NOT NULL AND id = NEW.id) OR EXISTS (SELECT 1 FROM payment_line WHERE id <> OLD.id AND payment_id IS NOT NULL AND batch_id = NEW.batch_id AND place = NEW.place) OR EXISTS (SELECT 1 FROM payment_line WHERE id <> OLD.id AND payment_id IS NOT NULL AND payment_id = NEW.payment_id) OR EXISTS (SELECT 1 FROM payment_line WHERE id <> OLD.id AND payment_id IS NOT NULL AND serial = NEW.serial) BEGIN SELECT RAISE(ABORT, 'payment_line is never changed'); END;
CREATE TRIGGER payment_line_no_update BEFORE UPDATE ON payment_line WHEN OLD.payment_id IS NOT NULL BEGIN SELECT RAISE(ABORT, 'payment_line is never changed'); END;
CREATE TRIGGER payment_voucher_no_delete BEFORE DELETE ON payment_voucher BEGIN SELECT RAISE(ABORT, 'payment_voucher is never changed'); END;
CREATE TRIGGER payment_voucher_no_replace BEFORE INSERT ON payment_voucher WHEN EXISTS (SELECT 1 FROM payment_voucher WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'payment_voucher is never changed'); END;
CREATE TRIGGER payment_voucher_no_update BEFORE UPDATE ON payment_voucher BEGIN SELECT RAISE(ABORT, 'payment_voucher is never changed'); END;
CREATE TRIGGER picture_no_delete BEFORE DELETE ON picture BEGIN SELECT RAISE(ABORT, 'picture is never changed'); END;
CREATE TRIGGER picture_no_replace BEFORE INSERT ON picture WHEN EXISTS (SELECT 1 FROM picture WHERE sha256 = NEW.sha256) BEGIN SELECT RAISE(ABORT, 'picture is never changed'); END;
CREATE TRIGGER picture_no_update BEFORE UPDATE ON picture BEGIN SELECT RAISE(ABORT, 'picture is never changed'); END;
CREATE TRIGGER policy_pack_no_delete BEFORE DELETE ON policy_pack  BEGIN SELECT RAISE(ABORT, 'policy_pack is never changed'); END;
CREATE TRIGGER policy_pack_no_replace BEFORE INSERT ON policy_pack WHEN EXISTS (SELECT 1 FROM policy_pack WHERE sha256 = NEW.sha256) BEGIN SELECT RAISE(ABORT, 'policy_pack is never changed'); END;
CREATE TRIGGER policy_pack_no_update BEFORE UPDATE ON policy_pack  BEGIN SELECT RAISE(ABORT, 'policy_pack is never changed'); END;
CREATE TRIGGER project_check_no_delete BEFORE DELETE ON project_check BEGIN SELECT RAISE(ABORT, 'project_check is never changed'); END;
CREATE TRIGGER project_check_no_replace BEFORE INSERT ON project_check WHEN EXISTS (SELECT 1 FROM project_check WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM project_check WHERE corrects_id = NEW.corrects_id) BEGIN SELECT RAISE(ABORT, 'project_check is never changed'); END;
CREATE TRIGGER project_check_no_update BEFORE UPDATE ON project_check BEGIN SELECT RAISE(ABORT, 'project_check is never changed'); END;
CREATE TRIGGER proposal_line_no_delete BEFORE DELETE ON proposal_line BEGIN SELECT RAISE(ABORT, 'proposal_line is never changed'); END;
CREATE TRIGGER proposal_line_no_replace BEFORE INSERT ON proposal_line WHEN EXISTS (SELECT 1 FROM proposal_line WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM proposal_line WHERE proposal_id = NEW.proposal_id AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'proposal_line is never changed'); END;
CREATE TRIGGER proposal_line_no_update BEFORE UPDATE ON proposal_line BEGIN SELECT RAISE(ABORT, 'proposal_line is never changed'); END;
CREATE TRIGGER proposal_no_delete BEFORE DELETE ON proposal BEGIN SELECT RAISE(ABORT, 'proposal is never changed'); END;
CREATE TRIGGER proposal_no_replace BEFORE INSERT ON proposal WHEN EXISTS (SELECT 1 FROM proposal WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM proposal WHERE application_id = NEW.application_id AND round = NEW.round) BEGIN SELECT RAISE(ABORT, 'proposal is never changed'); END;
CREATE TRIGGER proposal_no_update BEFORE UPDATE ON proposal BEGIN SELECT RAISE(ABORT, 'proposal is never changed'); END;
CREATE TRIGGER public_notice_no_delete BEFORE DELETE ON public_notice WHEN OLD.closed_on IS NOT NULL BEGIN SELECT RAISE(ABORT, 'public_notice is never changed'); END;
CREATE TRIGGER public_notice_no_replace BEFORE INSERT ON public_notice WHEN EXISTS (SELECT 1 FROM public_notice WHERE closed_on IS NOT NULL AND id = NEW.id) BEGIN SELECT RAISE(ABORT, 'public_notice is never changed'); END;
CREATE TRIGGER public_notice_no_replace_by_update BEFORE UPDATE ON public_notice WHEN EXISTS (SELECT 1 FROM public_notice WHERE id <> OLD.id AND closed_on IS NOT NULL AND id = NEW.id) BEGIN SELECT RAISE(ABORT, 'public_notice is never changed'); END;
CREATE TRIGGER public_notice_no_update BEFORE UPDATE ON public_notice WHEN OLD.closed_on IS NOT NULL BEGIN SELECT RAISE(ABORT, 'public_notice is never changed'); END;
CREATE TRIGGER publication_picture_no_delete BEFORE DELETE ON publication_picture BEGIN SELECT RAISE(ABORT, 'publication_picture is never changed'); END;
CREATE TRIGGER publication_picture_no_replace BEFORE INSERT ON publication_picture WHEN EXISTS (SELECT 1 FROM publication_picture WHERE service_id = NEW.service_id AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'publication_picture is never changed'); END;
CREATE TRIGGER publication_picture_no_update BEFORE UPDATE ON publication_picture BEGIN SELECT RAISE(ABORT, 'publication_picture is never changed'); END;
CREATE TRIGGER published_line_no_delete BEFORE DELETE ON published_line BEGIN SELECT RAISE(ABORT, 'published_line is never changed'); END;
CREATE TRIGGER published_line_no_replace BEFORE INSERT ON published_line WHEN EXISTS (SELECT 1 FROM published_line WHERE notice_id = NEW.notice_id AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'published_line is never changed'); END;
CREATE TRIGGER published_line_no_update BEFORE UPDATE ON published_line BEGIN SELECT RAISE(ABORT, 'published_line is never changed'); END;
CREATE TRIGGER reissued_letter_no_delete BEFORE DELETE ON reissued_letter BEGIN SELECT RAISE(ABORT, 'reissued_letter is never changed'); END;
CREATE TRIGGER reissued_letter_no_replace BEFORE INSERT ON reissued_letter WHEN EXISTS (SELECT 1 FROM reissued_letter WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'reissued_letter is never changed'); END;
CREATE TRIGGER reissued_letter_no_update BEFORE UPDATE ON reissued_letter BEGIN SELECT RAISE(ABORT, 'reissued_letter is never changed'); END;
CREATE TRIGGER returned_answer_no_delete BEFORE DELETE ON returned_answer BEGIN SELECT RAISE(ABORT, 'returned_answer is never changed'); END;
CREATE TRIGGER returned_answer_no_replace BEFORE INSERT ON returned_answer WHEN EXISTS (SELECT 1 FROM returned_answer WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'returned_answer is never changed'); END;
CREATE TRIGGER returned_answer_no_update BEFORE UPDATE ON returned_answer BEGIN SELECT RAISE(ABORT, 'returned_answer is never changed'); END;
CREATE TRIGGER service_announcement_no_delete BEFORE DELETE ON service_announcement BEGIN SELECT RAISE(ABORT, 'service_announcement is never changed'); END;
CREATE TRIGGER service_announcement_no_replace BEFORE INSERT ON service_announcement WHEN EXISTS (SELECT 1 FROM service_announcement WHERE letter_id = NEW.letter_id) BEGIN SELECT RAISE(ABORT, 'service_announcement is never changed'); END;
CREATE TRIGGER service_announcement_no_update BEFORE UPDATE ON service_announcement BEGIN SELECT RAISE(ABORT, 'service_announcement is never changed'); END;
CREATE TRIGGER service_attempt_no_delete BEFORE DELETE ON service_attempt BEGIN SELECT RAISE(ABORT, 'service_attempt is never changed'); END;
CREATE TRIGGER service_attempt_no_replace BEFORE INSERT ON service_attempt WHEN EXISTS (SELECT 1 FROM service_attempt WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM service_attempt WHERE replaces = NEW.replaces) BEGIN SELECT RAISE(ABORT, 'service_attempt is never changed'); END;
CREATE TRIGGER service_attempt_no_update BEFORE UPDATE ON service_attempt BEGIN SELECT RAISE(ABORT, 'service_attempt is never changed'); END;
CREATE TRIGGER service_publication_no_delete BEFORE DELETE ON service_publication BEGIN SELECT RAISE(ABORT, 'service_publication is never changed'); END;
CREATE TRIGGER service_publication_no_replace BEFORE INSERT ON service_publication WHEN EXISTS (SELECT 1 FROM service_publication WHERE service_id = NEW.service_id) BEGIN SELECT RAISE(ABORT, 'service_publication is never changed'); END;
CREATE TRIGGER service_publication_no_update BEFORE UPDATE ON service_publication BEGIN SELECT RAISE(ABORT, 'service_publication is never changed'); END;
CREATE TRIGGER sheet_opinion_no_delete BEFORE DELETE ON sheet_opinion BEGIN SELECT RAISE(ABORT, 'sheet_opinion is never changed'); END;
CREATE TRIGGER sheet_opinion_no_replace BEFORE INSERT ON sheet_opinion WHEN EXISTS (SELECT 1 FROM sheet_opinion WHERE signing_id = NEW.signing_id AND post = NEW.post) BEGIN SELECT RAISE(ABORT, 'sheet_opinion is never changed'); END;
CREATE TRIGGER sheet_opinion_no_update BEFORE UPDATE ON sheet_opinion BEGIN SELECT RAISE(ABORT, 'sheet_opinion is never changed'); END;
CREATE TRIGGER sheet_picture_no_delete BEFORE DELETE ON sheet_picture BEGIN SELECT RAISE(ABORT, 'sheet_picture is never changed'); END;
CREATE TRIGGER sheet_picture_no_replace BEFORE INSERT ON sheet_picture WHEN EXISTS (SELECT 1 FROM sheet_picture WHERE signing_id = NEW.signing_id AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'sheet_picture is never changed'); END;
CREATE TRIGGER sheet_picture_no_update BEFORE UPDATE ON sheet_picture BEGIN SELECT RAISE(ABORT, 'sheet_picture is never changed'); END;
CREATE TRIGGER sheet_signing_no_delete BEFORE DELETE ON sheet_signing BEGIN SELECT RAISE(ABORT, 'sheet_signing is never changed'); END;
CREATE TRIGGER sheet_signing_no_replace BEFORE INSERT ON sheet_signing WHEN EXISTS (SELECT 1 FROM sheet_signing WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'sheet_signing is never changed'); END;
CREATE TRIGGER sheet_signing_no_update BEFORE UPDATE ON sheet_signing BEGIN SELECT RAISE(ABORT, 'sheet_signing is never changed'); END;
CREATE TRIGGER unpublished_change_no_delete BEFORE DELETE ON unpublished_change WHEN NOT EXISTS (SELECT 1 FROM batch_member WHERE batch_member.application_id = OLD.application_id AND batch_member.undoing) BEGIN SELECT RAISE(ABORT, 'unpublished_change is never changed'); END;
CREATE TRIGGER unpublished_change_no_replace BEFORE INSERT ON unpublished_change WHEN EXISTS (SELECT 1 FROM unpublished_change WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'unpublished_change is never changed'); END;
CREATE TRIGGER unpublished_change_no_update BEFORE UPDATE ON unpublished_change BEGIN SELECT RAISE(ABORT, 'unpublished_change is never changed'); END;
CREATE TRIGGER upper_answer_no_delete BEFORE DELETE ON upper_answer WHEN NOT EXISTS (SELECT 1 FROM batch_member WHERE batch_member.application_id = OLD.application_id AND batch_member.undoing) BEGIN SELECT RAISE(ABORT, 'upper_answer is never changed'); END;
CREATE TRIGGER upper_answer_no_replace BEFORE INSERT ON upper_answer WHEN EXISTS (SELECT 1 FROM upper_answer WHERE application_id = NEW.application_id) BEGIN SELECT RAISE(ABORT, 'upper_answer is never changed'); END;
CREATE TRIGGER upper_answer_no_update BEFORE UPDATE ON upper_answer BEGIN SELECT RAISE(ABORT, 'upper_answer is never changed'); END;
CREATE TRIGGER voided_letter_no_delete BEFORE DELETE ON voided_letter BEGIN SELECT RAISE(ABORT, 'voided_letter is never changed'); END;
CREATE TRIGGER voided_letter_no_replace BEFORE INSERT ON voided_letter WHEN EXISTS (SELECT 1 FROM voided_letter WHERE letter_id = NEW.letter_id) BEGIN SELECT RAISE(ABORT, 'voided_letter is never changed'); END;
CREATE TRIGGER voided_letter_no_update BEFORE UPDATE ON voided_letter BEGIN SELECT RAISE(ABORT, 'voided_letter is never changed'); END;
