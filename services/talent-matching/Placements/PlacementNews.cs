using Platform.Chassis.Data;
using Platform.Chassis.Notifications;

namespace Platform.TalentMatching.Placements;

/// <summary>Tells the other side what became of a placement; by the post's title, never by the talent's name.</summary>
internal static class PlacementNews
{
    private const string Link = "/placements";

    public static void Invited(Change change, PlacementRow placement) => ToCollege(
        change, placement, "placement.interview",
        $"{placement.OrganisationName}邀请人才参加“{placement.NeedTitle}”岗位面试。",
        $"{placement.OrganisationName} invites to an interview for “{placement.NeedTitle}”.");

    public static void Offered(Change change, PlacementRow placement) => ToCollege(
        change, placement, "placement.offered",
        $"{placement.OrganisationName}就“{placement.NeedTitle}”岗位发出邀约，请在征得本人同意后答复。",
        $"{placement.OrganisationName} offers “{placement.NeedTitle}”: please answer with the talent's consent.");

    public static void Accepted(Change change, PlacementRow placement) => ToFirm(
        change, placement, "placement.accepted",
        $"“{placement.NeedTitle}”岗位的邀约已被接受，签约完成。",
        $"The offer for “{placement.NeedTitle}” was accepted; the talent is placed.");

    /// <summary>Declined by the college, or withdrawn by the firm.</summary>
    public static void Ended(Change change, PlacementRow placement, PlacementStep step)
    {
        if (step == PlacementStep.Decline)
        {
            ToFirm(change, placement, "placement.declined", $"“{placement.NeedTitle}”岗位的邀约或面试被谢绝。", $"The offer or interview for “{placement.NeedTitle}” was declined.");
        }
        else
        {
            ToCollege(
                change, placement, "placement.withdrawn",
                $"{placement.OrganisationName}撤回了“{placement.NeedTitle}”岗位的邀约或面试。",
                $"{placement.OrganisationName} withdrew its offer or interview for “{placement.NeedTitle}”.");
        }
    }

    /// <summary>One side reported a leaving: the other is asked for its own view.</summary>
    public static void Left(Change change, PlacementRow placement, bool toldByFirm)
    {
        var (zh, en) = ($"“{placement.NeedTitle}”岗位的一名人才已被登记为离职，请核对并填报贵方了解的时间和原因。",
            $"A talent placed for “{placement.NeedTitle}” was reported to have left: please check and report your own day and reason.");
        if (toldByFirm)
        {
            ToCollege(change, placement, "placement.left", zh, en);
        }
        else
        {
            ToFirm(change, placement, "placement.left", zh, en);
        }
    }

    private static void ToFirm(Change change, PlacementRow placement, string topic, string zh, string en) =>
        Inform.Organisation(change, placement.OrganisationCode, new Message(topic, zh, en, Link));

    /// <summary>The talent's own account, too. A placement without a talent, or whose college has not joined, has nobody to tell.</summary>
    private static void ToCollege(Change change, PlacementRow placement, string topic, string zh, string en)
    {
        if (placement.CollegeCode.Length > 0)
        {
            Inform.Organisation(change, placement.CollegeCode, new Message(topic, zh, en, Link));
        }

        if (placement.AccountId is { } account)
        {
            Inform.Account(change, account, new Message(topic, zh, en, Link));
        }
    }
}
