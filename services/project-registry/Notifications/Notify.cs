using Platform.Chassis.Data;

namespace Platform.ProjectRegistry.Notifications;

/// <summary>Tells somebody something with the commit of a change, so that nobody hears of what did not happen.</summary>
internal static class Notify
{
    private const string Sql = """
        insert into notification (notification_id, organisation_code, account_id, topic, text_zh, text_en, link, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        """;

    /// <summary>All accounts of an organisation: a firm, a university, a department of the government.</summary>
    public static void Organisation(Change change, string organisationCode, Message message) => Write(change, organisationCode, "", message);

    /// <summary>One account, such as a reviewer's.</summary>
    public static void Account(Change change, string accountId, Message message) => Write(change, "", accountId, message);

    private static void Write(Change change, string organisationCode, string accountId, Message message) => change.Write(
        Sql, change.NewId(), organisationCode, accountId, message.Topic, message.Chinese, message.English, message.Link, change.Now.UtcDateTime);
}
