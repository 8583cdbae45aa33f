using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.TechTransfer.Matching.Glossaries;

public static class GlossaryErrors
{
    public static readonly Error NotFound = Error.NotFound("没有这个词条，可能已被删除。", "There is no such glossary term: it may have been removed.");

    public static readonly Error Known = Error.Exists("词表中已有这一对名称。", "The glossary has this pair of names already.");

    public static Error WithoutWord(string field) => Error.Invalid(
        ErrorReason.InvalidField, field, "名称须含有实义的字或词。", "A name needs a word that is no stop word or sign.");
}
