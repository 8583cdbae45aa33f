using Platform.Chassis.Data;
using Platform.Common.V1;

namespace Platform.Chassis.Notifications;

/// <summary>
/// Tells somebody something from a service that keeps no notifications itself: by an event with the change's commit, which
/// project-registry keeps. Put no personal data into the message.
/// </summary>
public static class Inform
{
    /// <summary>All accounts of an organisation: a firm, a university, a department of the government.</summary>
    public static void Organisation(Change change, string organisationCode, Message message) =>
        change.Raise(Event(message, organisationCode, ""), organisationCode);

    /// <summary>One account, such as a talent's.</summary>
    public static void Account(Change change, string accountId, Message message) => change.Raise(Event(message, "", accountId), accountId);

    private static NotificationRaised Event(Message message, string organisationCode, string accountId) => new()
    {
        OrganisationCode = organisationCode,
        AccountId = accountId,
        Topic = message.Topic,
        TextZh = message.Chinese,
        TextEn = message.English,
        Link = message.Link,
    };
}
