using System.Globalization;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Catalogues;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Listings;

/// <summary>What the owner writes about its research: the fields of <see cref="Listing"/> that are neither identity nor state.</summary>
internal static class ListingContent
{
    /// <summary>By name, in the order in which people read them.</summary>
    public static readonly IReadOnlyList<FieldDescriptor> Fields = [.. new[]
    {
        "title", "title_en", "origin", "industry", "track", "discipline", "keywords", "summary", "summary_en", "technology_readiness", "readiness_evidence",
        "rights", "form", "asking_price_cny_fen", "asking_price_max_cny_fen", "problem", "advantages", "figures", "partner_sought", "contact_name", "contact_phone",
    }.Select(name => Listing.Descriptor.FindFieldByName(name))];

    private static readonly FieldMask All = new() { Paths = { Fields.Select(field => field.Name) } };

    /// <summary>The content alone.</summary>
    public static Listing Of(Listing listing)
    {
        var content = new Listing();
        Copy(listing, content, All);
        return content;
    }

    /// <summary>What stands, with the fields of the mask as given; without a mask all of them.</summary>
    public static Listing Changed(Listing stands, Listing given, FieldMask? mask)
    {
        var chosen = mask is null || mask.Paths.Count == 0 ? All : new FieldMask { Paths = { mask.Paths.Where(path => All.Paths.Contains(path)) } };
        var changed = Of(stands);
        Copy(given, changed, chosen);
        return changed;
    }

    /// <summary>The content as it is stored: codes for names, numbers in their usual form.</summary>
    /// <exception cref="Chassis.Errors.FailedException">INVALID_FIELD, INDUSTRY_UNKNOWN, TRACK_UNKNOWN, PATENT_NUMBER_INVALID, RIGHT_INVALID, PRICE_RANGE_INVALID.</exception>
    public static Listing Normalised(Listing given, Catalogue catalogue, DateOnly today)
    {
        var content = Of(given);
        content.Title = Words.Trim(given.Title);
        content.Industry = catalogue.Industries.Find(given.Industry)?.Code ?? throw ListingErrors.IndustryUnknown.ToException();
        content.Track = given.Track.Length == 0 ? "" : catalogue.Tracks.Find(given.Track)?.Code ?? throw ListingErrors.TrackUnknown.ToException();
        if (content.Title.Length < 2 || content.Summary.Length < 10 || content.TechnologyReadiness is < 1 or > 9)
        {
            throw ListingErrors.Incomplete.ToException();
        }

        if (content.AskingPriceMaxCnyFen != 0 && content.AskingPriceMaxCnyFen < content.AskingPriceCnyFen)
        {
            throw ListingErrors.PriceRange.ToException();
        }

        var rights = given.Rights.Select((right, index) => Rights.Normalised(right, index, today)).ToList();
        if (rights.Where(right => right.Number.Length > 0).CountBy(right => right.Number).Any(count => count.Value > 1))
        {
            throw ListingErrors.RightTwice.ToException();
        }

        content.Rights.Clear();
        content.Rights.AddRange(rights);
        return content;
    }

    /// <summary>The values of the columns that hold the content.</summary>
    public static object Parameters(Listing content, Guid id) => new
    {
        id, content.Title, titleKey = Words.Fold(content.Title), content.TitleEn, content.Origin, content.Industry, content.Track, content.Discipline,
        keywords = content.Keywords.ToArray(), content.Summary, content.SummaryEn, content.TechnologyReadiness, content.ReadinessEvidence,
        patents = Patents(content), rights = ProtoJson.OfAll(content.Rights), form = (int)content.Form, content.AskingPriceCnyFen, content.AskingPriceMaxCnyFen,
        content.Problem, content.Advantages, figures = ProtoJson.OfAll(content.Figures), content.PartnerSought, content.ContactName, content.ContactPhone,
    };

    public static string[] Patents(Listing content) => [.. content.Rights.Where(right => Rights.IsPatent(right.Kind)).Select(right => right.Number)];

    /// <summary>Field by field; of the contact only that it changed, as versions are read by all.</summary>
    public static IReadOnlyList<ListingChange> Difference(Listing before, Listing after) =>
    [
        .. Fields
            .Where(field => !Equals(field.Accessor.GetValue(before), field.Accessor.GetValue(after)))
            .Select(field => field.Name.StartsWith("contact_", StringComparison.Ordinal)
                ? new ListingChange { Field = field.Name }
                : new ListingChange { Field = field.Name, Before = Text(field, before), After = Text(field, after) }),
    ];

    private static string Text(FieldDescriptor field, Listing content) => field.Name switch
    {
        "keywords" => string.Join("；", content.Keywords),
        "rights" => string.Join("；", content.Rights.Select(right => right.Number.Length > 0 ? $"{right.Number} ({right.Status})" : right.Kind.ToString())),
        "figures" => string.Join("；", content.Figures.Select(figure => $"{figure.Name} {figure.Value}")),
        _ => Convert.ToString(field.Accessor.GetValue(content), CultureInfo.InvariantCulture) ?? "",
    };

    private static void Copy(Listing from, Listing to, FieldMask mask) =>
        mask.Merge(from, to, new FieldMask.MergeOptions { ReplaceMessageFields = true, ReplaceRepeatedFields = true, ReplacePrimitiveFields = true });
}
