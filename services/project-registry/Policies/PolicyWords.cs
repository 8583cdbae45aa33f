using Platform.ProjectRegistry.Policies.Language;
using Platform.Registry.V1;
using Reader = Platform.Chassis.Errors.Language;

namespace Platform.ProjectRegistry.Policies;

/// <summary>Writes a policy's expressions out in words, for those who read the catalogue.</summary>
internal static class PolicyWords
{
    public static Policy Add(Policy policy, Reader language)
    {
        var english = language == Reader.English;
        foreach (var rule in policy.Rules)
        {
            rule.InWords = Write(policy, rule.Expression, english);
        }

        foreach (var step in policy.Steps)
        {
            step.InWords = Write(policy, step.Expression, english);
        }

        return policy;
    }

    /// <summary>The name of a fact, or of an earlier line, in the reader's language.</summary>
    public static string NameOf(Policy policy, string name, bool english) =>
        PolicyFacts.Find(name) is { } fact ? english ? fact.English : fact.Chinese
        : policy.Steps.FirstOrDefault(step => step.Name == name) is { } line ? english ? line.LabelEn : line.LabelZh
        : name;

    private static string Write(Policy policy, string expression, bool english) =>
        Printer.ForPeople(Parser.Parse(expression), english, name => NameOf(policy, name, english));
}
