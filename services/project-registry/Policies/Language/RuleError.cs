namespace Platform.ProjectRegistry.Policies.Language;

/// <summary>What is wrong with an expression, and where.</summary>
/// <param name="At">The character, from 1.</param>
public sealed record RuleError(int At, string Chinese, string English);

/// <summary>Ends reading or checking an expression at its first fault.</summary>
public sealed class RuleException(RuleError error) : Exception(error.English)
{
    public RuleException(int at, string chinese, string english)
        : this(new RuleError(at, chinese, english))
    {
    }

    public RuleError Error { get; } = error;
}
