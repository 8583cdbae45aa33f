using Platform.Chassis.Errors;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Retention;

/// <summary>What each figure means; it stands beside the figures, on the page and in the file.</summary>
internal static class RetentionTexts
{
    public static string Title(RetentionDimension dimension, Language language) => dimension switch
    {
        RetentionDimension.College => language.Pick("各院校留秦率", "Retention by college"),
        RetentionDimension.Skill => language.Pick("各技能留秦率", "Retention by skill"),
        RetentionDimension.Industry => language.Pick("各产业留秦率", "Retention by industry"),
        _ => language.Pick("各毕业年份留秦率", "Retention by graduation year"),
    };

    public static string RowTitle(RetentionDimension dimension, Language language) => dimension switch
    {
        RetentionDimension.College => language.Pick("院校", "College"),
        RetentionDimension.Skill => language.Pick("技能", "Skill"),
        RetentionDimension.Industry => language.Pick("产业", "Industry"),
        _ => language.Pick("毕业年份", "Graduation year"),
    };

    public static string Unknown(Language language) => language.Pick("未知", "Not known");

    public static string Total(Language language) => language.Pick("合计", "Total");

    public static IReadOnlyList<FigureDefinition> Definitions(Language language) =>
    [
        Figure("due", language.Pick("到期回访", "Due"), language.Pick(
            "入职已满 6、12 或 24 个月、回访已到期的签约人才（含已离职者）。技能按岗位必备技能计，一人可计入多项。",
            "Placed talents, also those who left, whose follow-up after 6, 12 or 24 months fell due. Skills are the must-skills of the post: one talent may count under several.")),
        Figure("answered", language.Pick("有效答复", "Answered"), language.Pick(
            "其中至少一方说明当日是否在本市工作、且双方不矛盾的。院校的答复优先；矛盾的按未答复计。",
            "Of these, where a side told whether the talent works in the city on that day and none contradicts it. The college's answer goes first; contradictory ones count as unanswered.")),
        Figure("response_rate", language.Pick("答复率", "Response rate"), language.Pick("有效答复 ÷ 到期回访。", "Answered ÷ due.")),
        Figure("in_city", language.Pick("在本市", "In the city"), language.Pick("有效答复中当日在本市工作的，不论是否仍在原单位。", "Of the answered, those who work in the city, for the same firm or another.")),
        Figure("rate", language.Pick("留秦率", "Retention"), language.Pick(
            "在本市 ÷ 有效答复。未答复的不进入分子和分母，请与答复率一并看。",
            "In the city ÷ answered. Whoever was not answered for counts neither above nor below the line: read it with the response rate.")),
        Figure("suppressed", language.Pick("隐藏", "Hidden"), language.Pick(
            $"到期或有效答复少于 {Suppression.Least} 人的组不显示；为防止用合计推算，其余较小的组也可能一并隐藏。",
            $"Groups with fewer than {Suppression.Least} due or answered are not shown; others may be hidden with them so that none can be computed from the total.")),
    ];

    public static IReadOnlyList<FigureDefinition> Leavings(Language language) =>
    [
        Figure("leavings", language.Pick("早期离职", "Early leavings"), language.Pick(
            "入职后 24 个月内离职的签约人才，按离职原因的类别计；原因以院校（本人）登记的为准，院校未登记的按企业登记的计。",
            "Placed talents who left within 24 months of the start, by the kind of the reason: as the college (the talent) reported it, otherwise as the firm did.")),
        Figure("suppressed", language.Pick("隐藏", "Hidden"), language.Pick(
            $"少于 {Suppression.Least} 人的类别不显示，并防止用合计推算。", $"Kinds with fewer than {Suppression.Least} are not shown, nor what they could be computed from.")),
    ];

    private static FigureDefinition Figure(string figure, string title, string definition) => new() { Figure = figure, Title = title, Definition = definition };
}
