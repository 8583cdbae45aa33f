using Platform.Chassis.Data;
using Platform.Chassis.Notifications;

namespace Platform.TechTransfer.Negotiations;

/// <summary>Tells the sides of a negotiation what happened to it.</summary>
internal static class NegotiationNotices
{
    /// <summary>The side that the caller is not of; both where the platform did it.</summary>
    public static void TellOther(Change change, NegotiationRow row, string topic, string chinese, string english)
    {
        foreach (var side in new[] { row.OrganisationCode, row.OwnerCode }.Distinct(StringComparer.Ordinal).Where(code => code != change.Caller.OrganisationCode))
        {
            Inform.Organisation(change, side, Message(row, topic, chinese, english));
        }
    }

    private static Message Message(NegotiationRow row, string topic, string chinese, string english) =>
        new(topic, $"成果“{row.ListingTitle}”的洽谈：{chinese}", $"Negotiation on “{row.ListingTitle}”: {english}", $"/negotiations/{row.NegotiationId}");
}
