namespace Platform.ProjectRegistry.Policies.Language;

/// <summary>The names that an expression asks for.</summary>
public static class References
{
    public static IEnumerable<string> Of(Node node) => node switch
    {
        Reference reference => [reference.Name],
        Not not => Of(not.Operand),
        Negative negative => Of(negative.Operand),
        Binary binary => Of(binary.Left).Concat(Of(binary.Right)),
        OneOf oneOf => Of(oneOf.Operand),
        Choice choice => Of(choice.Condition).Concat(Of(choice.Then)).Concat(Of(choice.Otherwise)),
        Extremum extremum => extremum.Operands.SelectMany(Of),
        Tiers tiers => Of(tiers.Operand).Concat(tiers.Parts.SelectMany(part => Of(part.Rate))).Concat(Of(tiers.Above)),
        _ => [],
    };
}
