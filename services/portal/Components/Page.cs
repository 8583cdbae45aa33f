namespace Platform.Portal.Components;

/// <summary>One page of a list and the token of the next; the token is empty at the end.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string Next);
