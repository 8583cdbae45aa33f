using Platform.Chassis.Data;
using Platform.Chassis.Notifications;

namespace Platform.TalentMatching.Training;

/// <summary>What the parties of a programme are told of it.</summary>
internal static class ProgrammeNews
{
    /// <summary>Tells every party but the one that acts.</summary>
    public static void Tell(Change change, ProgrammeRow row, string topic, string chinese, string english)
    {
        foreach (var party in row.Parties.Where(party => party.OrganisationCode != change.Caller.OrganisationCode))
        {
            Tell(change, row, party.OrganisationCode, topic, chinese, english);
        }
    }

    public static void Tell(Change change, ProgrammeRow row, string organisationCode, string topic, string chinese, string english) => Inform.Organisation(
        change,
        organisationCode,
        new Message($"training.{topic}", $"培养项目“{row.Title}”{chinese}。", $"The training programme “{row.Title}” {english}.", $"/trainings/{row.ProgrammeId}"));
}
