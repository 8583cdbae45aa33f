namespace Platform.TalentMatching.Privacy;

/// <summary>A column of an export, with its heading for people and the names of its numbers.</summary>
internal sealed record ExportColumn(string Key, string Chinese, string English)
{
    /// <summary>What the numbers from 1 on are called.</summary>
    public IReadOnlyList<(string Chinese, string English)> Names { get; init; } = [];
}

/// <summary>One part of what is stored of a person; <c>@talentId</c> is the parameter of its SQL.</summary>
internal sealed record ExportSection(string Key, string Chinese, string English, string Sql, params ExportColumn[] Columns);

/// <summary>All that is stored of a talent. A table that refers to talents belongs here, too.</summary>
internal static class PersonalDataSections
{
    private static readonly (string, string)[] ConsentStates = [("待答复", "asked"), ("已同意", "granted"), ("未同意", "declined"), ("已撤回", "withdrawn")];

    private static readonly (string, string)[] OfferStates = [("待答复", "offered"), ("已接受", "accepted"), ("已谢绝", "declined"), ("已过期", "expired"), ("已撤回", "withdrawn")];

    private static readonly (string, string)[] Sides = [("企业", "firm"), ("院校或本人", "college or talent")];

    private static readonly (string, string)[] YesNo = [("是", "yes"), ("否", "no")];

    private static readonly (string, string)[] Bands = [("6 万元以下", "below 60k"), ("6–10 万元", "60k–100k"), ("10–15 万元", "100k–150k"), ("15–20 万元", "150k–200k"), ("20 万元以上", "above 200k")];

    public static readonly ExportSection[] All =
    [
        new("profile", "基本信息", "Profile", """
            select talent_id, name, phone, college_name, major, education, graduation_year, array_to_string(unmapped_skills, '、') as other_skills,
                array_to_string(awards, '、') as awards, array_to_string(preferred_places, '、') as preferred_places,
                array_to_string(preferred_industries, '、') as preferred_industries, expected_salary_cny_fen, employment_kind, origin, confirmation, placed,
                account_id, created_at, processing_consented_at
            from talent where talent_id = @talentId
            """,
            new("talent_id", "编号", "Id"), new("name", "姓名", "Name"), new("phone", "联系电话", "Phone"), new("college_name", "院校", "College"), new("major", "专业", "Major"),
            new("education", "学历", "Education") { Names = [("中专/中职", "vocational"), ("大专/高职", "college"), ("本科", "bachelor"), ("硕士", "master"), ("博士", "doctor")] },
            new("graduation_year", "毕业年份", "Graduation year"), new("other_skills", "未归入技能库的技能", "Skills that the taxonomy does not know"), new("awards", "竞赛获奖", "Awards"),
            new("preferred_places", "期望地点", "Places wished for"), new("preferred_industries", "期望产业", "Industries wished for"),
            new("expected_salary_cny_fen", "期望年薪（分）", "Yearly salary wished for (fen)"),
            new("employment_kind", "求职类型", "Kind of employment") { Names = [("全职", "full-time"), ("实习", "internship"), ("挂职/派驻", "secondment"), ("专家咨询", "consulting"), ("订单班", "order class")] },
            new("origin", "来源", "Entered by") { Names = [("院校导入", "college"), ("本人填报", "the talent")] },
            new("confirmation", "院校确认", "Confirmation") { Names = [("待院校确认", "unconfirmed"), ("院校已确认", "confirmed"), ("院校未认可", "declined")] },
            new("placed", "是否已签约", "Placed"), new("account_id", "账号编号", "Account id"), new("created_at", "建档时间", "Created"),
            new("processing_consented_at", "同意处理的时间", "Agreed to processing")),
        new("skills", "技能", "Skills", "select s.code, s.level from talent t, unnest(t.skill_codes, t.skill_levels) as s (code, level) where t.talent_id = @talentId",
            new("code", "技能编码", "Skill"), new("level", "等级", "Level")),
        new("evidence", "技能佐证", "Evidence", """
            select kind, title, issuer, issued_on, array_to_string(skill_codes, '、') as skills, confirmed_at, created_at
            from talent_evidence where talent_id = @talentId order by evidence_id
            """,
            new("kind", "类型", "Kind") { Names = [("证书", "certificate"), ("竞赛获奖", "award"), ("课程", "course"), ("项目", "project")] },
            new("title", "名称", "Title"), new("issuer", "颁发单位", "Issuer"), new("issued_on", "日期", "Date"), new("skills", "对应技能", "Skills"), new("confirmed_at", "院校确认时间", "Confirmed"),
            new("created_at", "登记时间", "Recorded")),
        new("consents", "同意记录", "Consents", """
            select c.purpose, c.state, coalesce(o.name, n.organisation_name) as firm, n.title as need, r.name as round, c.given_by_talent, c.proof, c.created_at, c.granted_at, c.ended_at
            from talent_consent c left join talent_need n on n.need_id = c.need_id left join organisation o on o.organisation_code = c.organisation_code
            left join round r on r.round_id = c.round_id where c.talent_id = @talentId order by c.consent_id
            """,
            new("purpose", "用途", "Purpose") { Names = [("向用人单位提供姓名与联系方式", "name and contact to a firm"), ("参加双选会", "taking part in a round")] },
            new("state", "状态", "State") { Names = ConsentStates }, new("firm", "用人单位", "Firm"), new("need", "岗位", "Need"), new("round", "双选会", "Round"),
            new("given_by_talent", "本人答复", "Answered by the talent"), new("proof", "院校留存的证明", "Proof that the college keeps"), new("created_at", "提出时间", "Asked"),
            new("granted_at", "同意时间", "Granted"), new("ended_at", "结束时间", "Ended")),
        new("accesses", "谁查看过姓名与联系方式", "Who read name and contact", """
            select a.accessed_at, coalesce(o.name, a.organisation_code) as firm, n.title as need
            from talent_access a join talent_consent c using (consent_id) left join talent_need n on n.need_id = c.need_id
            left join organisation o on o.organisation_code = a.organisation_code where a.talent_id = @talentId order by a.access_id
            """,
            new("accessed_at", "时间", "Time"), new("firm", "单位", "Organisation"), new("need", "岗位", "Need")),
        new("placements", "签约就业", "Placements", """
            select coalesce(o.name, n.organisation_name) as firm, n.title as need, p.state, p.created_at
            from placement p join talent_need n using (need_id) left join organisation o on o.organisation_code = p.organisation_code
            where p.talent_id = @talentId order by p.placement_id
            """,
            new("firm", "用人单位", "Firm"), new("need", "岗位", "Need"), new("state", "状态编号", "State (number)"), new("created_at", "时间", "Time")),
        new("follow_ups", "就业跟踪回访", "Follow-ups", """
            select n.title as need, r.months, r.party, r.employed, r.in_city, r.position, r.salary_band, r.reported_at
            from placement p join talent_need n using (need_id) join placement_report r using (placement_id)
            where p.talent_id = @talentId order by r.placement_id, r.months, r.party
            """,
            new("need", "岗位", "Need"), new("months", "月数", "Months"), new("party", "填报方", "Reported by") { Names = Sides }, new("employed", "在职", "Employed"),
            new("in_city", "在本市", "In the city") { Names = YesNo }, new("position", "岗位名称", "Position"), new("salary_band", "年薪区间", "Salary band") { Names = Bands },
            new("reported_at", "填报时间", "Reported")),
        new("leavings", "离职登记", "Leavings", """
            select n.title as need, l.party, l.left_on, l.reason, l.in_city, l.reported_at
            from placement p join talent_need n using (need_id) join placement_leaving l using (placement_id)
            where p.talent_id = @talentId order by l.placement_id, l.party
            """,
            new("need", "岗位", "Need"), new("party", "填报方", "Reported by") { Names = Sides }, new("left_on", "离职日期", "Left on"), new("reason", "原因编码", "Reason"),
            new("in_city", "留在本市", "In the city") { Names = YesNo }, new("reported_at", "填报时间", "Reported")),
        new("trainings", "培养项目", "Training", """
            select p.title as programme, p.start_date, p.end_date, r.skill_code, r.result, r.level_before, r.level_after
            from training_enrolment e join training_programme p using (programme_id) left join training_result r on r.programme_id = e.programme_id and r.talent_id = e.talent_id
            where e.talent_id = @talentId order by p.start_date, p.programme_id, r.module_number
            """,
            new("programme", "项目", "Programme"), new("start_date", "开始", "Begins"), new("end_date", "结束", "Ends"), new("skill_code", "技能编码", "Skill"),
            new("result", "结果", "Result") { Names = [("通过", "passed"), ("未通过", "failed"), ("缺席", "absent")] }, new("level_before", "原等级", "Level before"), new("level_after", "现等级", "Level after")),
        new("rounds", "双选会", "Rounds", """
            select r.name as round, p.consented_at, cardinality(p.named) as named, cardinality(p.struck) as struck, p.left_at
            from round_talent p join round r using (round_id) where p.talent_id = @talentId order by r.round_id
            """,
            new("round", "双选会", "Round"), new("consented_at", "报名时间", "Entered"), new("named", "自排志愿数", "Needs ranked"), new("struck", "排除数", "Needs struck"), new("left_at", "退出时间", "Left")),
        new("round_offers", "双选会邀约", "Offers of rounds", """
            select r.name as round, n.title as need, f.state, f.deadline, f.answered_at
            from round_offer f join round r using (round_id) join talent_need n using (need_id) where f.talent_id = @talentId order by f.offer_id
            """,
            new("round", "双选会", "Round"), new("need", "岗位", "Need"), new("state", "状态", "State") { Names = OfferStates }, new("deadline", "答复期限", "Deadline"), new("answered_at", "答复时间", "Answered")),
        new("enrolments", "培养项目报名", "Enrolments in training", """
            select g.title as programme, e.state, e.overall, e.enrolled_at,
                (select count(*) from training_attendance a where a.programme_id = e.programme_id and a.talent_id = e.talent_id) as sessions,
                (select string_agg(m.title || ' ' || r.result, '、' order by m.number) from training_result r
                    join training_module m on m.programme_id = r.programme_id and m.number = r.module_number
                    where r.programme_id = e.programme_id and r.talent_id = e.talent_id) as results
            from training_enrolment e join training_programme g using (programme_id) where e.talent_id = @talentId order by e.position
            """,
            new("programme", "项目", "Programme"), new("state", "状态", "State") { Names = [("已录取", "enrolled"), ("候补", "waiting"), ("已退出", "withdrawn")] },
            new("overall", "总评", "Overall") { Names = [("合格", "passed"), ("不合格", "failed"), ("缺席", "absent")] }, new("enrolled_at", "报名时间", "Enrolled"),
            new("sessions", "出勤课次", "Sessions attended"), new("results", "各模块成绩（1 合格 2 不合格 3 缺席）", "Results by module (1 passed, 2 failed, 3 absent)")),
        new("shortlists", "推荐名单", "Shortlists", """
            select n.organisation_name as firm, n.title as need, e.rank, e.score, s.computed_at
            from shortlist_entry e join shortlist s using (need_id) join talent_need n using (need_id) where e.talent_id = @talentId order by n.need_id
            """,
            new("firm", "用人单位", "Firm"), new("need", "岗位", "Need"), new("rank", "名次", "Rank"), new("score", "匹配分", "Score"), new("computed_at", "计算时间", "Computed")),
        new("history", "操作记录", "What was done", """
            select at, action from audit_entry where entity = 'talent' and entity_id = @talentId::text order by at
            """,
            new("at", "时间", "Time"), new("action", "操作", "Action")),
    ];
}
