namespace Platform.Demo.Access;

/// <summary>The job cannot go on; one sentence for people in both languages.</summary>
public sealed class JobFailure(string chinese, string english) : Exception(english)
{
    public string Chinese { get; } = chinese;

    public string English { get; } = english;
}
