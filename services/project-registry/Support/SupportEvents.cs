using System.Globalization;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Support;

/// <summary>What a request tells the services that hold needs.</summary>
internal static class SupportEvents
{
    /// <summary>Asks for the need that the kind opens; nothing where it opens none.</summary>
    /// <exception cref="Chassis.Errors.FailedException">PAST_DATE.</exception>
    public static void Ask(Change change, SupportRow row, bool checkDeadline = true)
    {
        if (row.Opens == SupportNeed.Unspecified)
        {
            return;
        }

        var values = row.Values;
        var deadline = values.GetValueOrDefault("deadline", "");
        var isPast = deadline.Length > 0 && DateOnly.ParseExact(deadline, "yyyy-MM-dd", CultureInfo.InvariantCulture) < CityDays.Of(change.Now);
        if (isPast && checkDeadline)
        {
            throw SupportErrors.DeadlineInPast.ToException();
        }

        // One that is opened again after its deadline has none.
        deadline = isPast ? "" : deadline;
        var asked = new SupportRequested
        {
            Request = row.Ref,
            OrganisationCode = row.OrganisationCode,
            OrganisationName = row.OrganisationName,
            ProjectId = row.ProjectId?.ToString() ?? "",
            KindCode = row.KindCode,
            Title = row.Title,
        };
        if (row.Opens == SupportNeed.Talent)
        {
            asked.Talent = new TalentAsked
            {
                Headcount = (int)Math.Clamp(Number(values, "headcount"), 1, 1000),
                SkillsText = values.GetValueOrDefault("skills", row.Description),
                Place = values.GetValueOrDefault("place", ""),
                Deadline = deadline,
            };
        }
        else
        {
            asked.Technology = new TechnologyAsked
            {
                Industry = row.Industry,
                Description = values.GetValueOrDefault("problem", row.Description),
                BudgetCnyFen = Math.Max(0, Number(values, "budget_cny_fen")),
                Deadline = deadline,
            };
        }

        change.Raise(asked, row.SupportRequestId.ToString());
    }

    /// <summary>The request ended without its need.</summary>
    public static void End(Change change, SupportRow row, string reason)
    {
        if (row.Opens != SupportNeed.Unspecified)
        {
            change.Raise(new SupportRequestEnded { Request = row.Ref, Reason = reason }, row.SupportRequestId.ToString());
        }
    }

    private static long Number(IReadOnlyDictionary<string, string> values, string code) =>
        long.TryParse(values.GetValueOrDefault(code), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
