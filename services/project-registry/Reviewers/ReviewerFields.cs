using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Catalogues;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviewers;

/// <summary>The fields of a reviewer that officials fill in, and the rules that go beyond the proto's.</summary>
internal static class ReviewerFields
{
    private static readonly string[] Changeable =
    [
        "name", "organisation_code", "organisation_name", "title", "industries", "tracks", "keywords", "load_limit", "past_employers",
    ];

    private static readonly FieldMask.MergeOptions Replace = new() { ReplaceRepeatedFields = true, ReplacePrimitiveFields = true, ReplaceMessageFields = true };

    /// <exception cref="Chassis.Errors.FailedException">INVALID_FIELD where the mask names another field.</exception>
    public static Reviewer Merge(Reviewer stored, Reviewer request, FieldMask? mask)
    {
        var paths = mask is { Paths.Count: > 0 } ? mask.Paths : [.. Changeable];
        if (paths.FirstOrDefault(path => !Changeable.Contains(path)) is { } unknown)
        {
            throw ReviewerErrors.MaskUnknown(unknown).ToException();
        }

        var merged = stored.Clone();
        new FieldMask { Paths = { paths } }.Merge(request, merged, Replace);
        return merged;
    }

    /// <exception cref="Chassis.Errors.FailedException">CREDIT_CODE_INVALID, INDUSTRY_UNKNOWN, INVALID_FIELD.</exception>
    public static void Check(Reviewer reviewer, Catalogue catalogue)
    {
        if (string.IsNullOrWhiteSpace(reviewer.Name))
        {
            throw ReviewerErrors.NameMissing.ToException();
        }

        if (reviewer.PastEmployers.Select(employer => employer.OrganisationCode).Prepend(reviewer.OrganisationCode).FirstOrDefault(code => !CreditCode.IsValid(code)) is { } wrong)
        {
            throw ReviewerErrors.CreditCode("reviewer.organisation_code", wrong).ToException();
        }

        if (reviewer.Industries.FirstOrDefault(code => catalogue.Industries.FindByCode(code) is null) is { } industry)
        {
            throw ReviewerErrors.IndustryUnknown(industry).ToException();
        }

        if (reviewer.Tracks.FirstOrDefault(code => catalogue.Tracks.FindByCode(code) is null) is { } track)
        {
            throw ReviewerErrors.TrackUnknown(track).ToException();
        }

        if (reviewer.PastEmployers.FirstOrDefault(employer => CityDays.Parse(employer.Until) is null) is { } employer)
        {
            throw ReviewerErrors.NoDay(employer.Until).ToException();
        }
    }

    /// <summary>Parameters of the statements that write an entry.</summary>
    public static object Parameters(Reviewer reviewer, DateTimeOffset now) => new
    {
        reviewer.ReviewerId,
        Name = reviewer.Name.Trim(),
        reviewer.OrganisationCode,
        OrganisationName = reviewer.OrganisationName.Trim(),
        Title = reviewer.Title.Trim(),
        industries = reviewer.Industries.ToArray(),
        tracks = reviewer.Tracks.ToArray(),
        keywords = reviewer.Keywords.ToArray(),
        reviewer.LoadLimit,
        codes = reviewer.PastEmployers.Select(employer => employer.OrganisationCode).ToArray(),
        names = reviewer.PastEmployers.Select(employer => employer.OrganisationName).ToArray(),
        until = reviewer.PastEmployers.Select(employer => employer.Until).ToArray(),
        now,
    };
}
