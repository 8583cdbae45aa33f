namespace Platform.Demo.Job;

/// <summary>One numbered step of the main job.</summary>
/// <param name="Name">For programs, such as <c>admit</c>.</param>
public sealed record Step(string Name, string Chinese, string English, Func<JobContext, Task> RunAsync);
