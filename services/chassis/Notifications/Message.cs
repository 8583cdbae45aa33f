namespace Platform.Chassis.Notifications;

/// <summary>What is told, in both languages.</summary>
/// <param name="Topic">Stable name for programs, such as <c>application.returned</c>.</param>
/// <param name="Link">The portal's page of the matter; may be empty.</param>
public sealed record Message(string Topic, string Chinese, string English, string Link = "");
