using Platform.Chassis.Errors;
using Platform.Chassis.Imports;
using Platform.Common.V1;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Esco;

public static class EscoErrors
{
    public static readonly Error Order = Error.Invalid(
        ErrorReason.InvalidField, "file", "每个文件须先发送文件信息、再发送内容，最多 10 个文件。", "Each file's head must come before its content; at most 10 files.");

    public static readonly Error NoFile = Error.Invalid(ErrorReason.InvalidField, "file", "请至少选择一个文件。", "Choose at least one file.");

    internal static ImportProblem NotAUri<TRow>(ImportRow<TRow> row, string column) => row.Problem(
        column, ErrorReason.InvalidField, $"“{column}”须为 http 或 https 开头的标识，最多 300 个字符。", $"“{column}” must be an identifier that begins with http or https, of at most 300 characters.");

    internal static ImportProblem NotASkill<TRow>(ImportRow<TRow> row, string column) => row.Problem(
        column, ErrorReason.CellNotAChoice, "只导入已发布（released）的技能或技能组。", "Only released skills and skill groups are imported.");

    internal static ImportProblem Taken<TRow>(ImportRow<TRow> row, string column, SkillEntry owner) => row.Problem(
        column,
        ErrorReason.SkillWritingTaken,
        $"此名称已指技能“{owner.ShownZh}”（{owner.Code}），它另有 ESCO 标识。",
        $"This label names the skill “{owner.ShownEn}” ({owner.Code}), which is another ESCO skill.");

    internal static ImportProblem Cycle<TRow>(ImportRow<TRow> row, string column, IReadOnlyList<SkillEntry> path)
    {
        var error = SkillErrors.Cycle(path);
        return row.Problem(column, error.Reason, error.Chinese, error.English);
    }
}
