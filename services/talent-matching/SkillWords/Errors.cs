using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.TalentMatching.SkillWords;

public static class WordErrors
{
    public static readonly Error NotFound = Error.NotFound("没有此待处理词语。", "There is no such word.");

    public static readonly Error Decided = Error.Precondition(ErrorReason.WrongState, "该词语已处理，请刷新列表。", "This word is decided already: read the list again.");
}
