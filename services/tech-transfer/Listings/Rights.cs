using System.Text.RegularExpressions;
using Platform.Chassis.Catalogues;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Listings;

/// <summary>
/// What a right of a listing must hold: patent numbers by check digit and kind (ZC 0006-2003), software registrations by their
/// form, and of patents an expiry within the longest term, counted from the year of filing (Patent Law art. 42: inventions 20
/// years, utility models 10, designs 15).
/// </summary>
public static partial class Rights
{
    /// <summary>The right with its number in the usual form and its owners trimmed.</summary>
    /// <param name="index">Its place in the list, for the error.</param>
    /// <exception cref="Chassis.Errors.FailedException">PATENT_NUMBER_INVALID, RIGHT_INVALID.</exception>
    public static Right Normalised(Right right, int index, DateOnly today)
    {
        DateOnly? expires = right.ExpiresOn.Length == 0 ? null : CityDays.Parse(right.ExpiresOn) ?? throw ListingErrors.RightExpiry(index).ToException();
        var clean = new Right
        {
            Kind = right.Kind, Number = Number(right, index), Status = right.Status, ExpiresOn = CityDays.Text(expires),
            Owners = { right.Owners.Select(Words.Trim).Where(owner => owner.Length > 0).Distinct(StringComparer.Ordinal) },
        };
        if (expires is { } day && ((right.Status == RightStatus.Granted && day < today) || (IsPatent(right.Kind) && day.Year > FilingYear(clean.Number) + LongestTerm(right.Kind))))
        {
            throw ListingErrors.RightExpiry(index).ToException();
        }

        return clean;
    }

    /// <summary>A right known by its patent number alone: granted where the number says so (ZL), else applied for.</summary>
    public static Right OfPatent(string number) => new()
    {
        Kind = KindOf(number), Number = number, Status = number.StartsWith("ZL", StringComparison.Ordinal) ? RightStatus.Granted : RightStatus.Applied,
    };

    public static bool IsPatent(RightKind kind) => kind is RightKind.Invention or RightKind.UtilityModel or RightKind.Design;

    /// <summary>The kind that a patent number tells.</summary>
    public static RightKind KindOf(string number) => Digits(number) switch
    {
        { Length: 12 } digits => Kind(digits[4]),
        var digits => Kind(digits[2]),
    };

    private static string Number(Right right, int index)
    {
        if (IsPatent(right.Kind))
        {
            var number = PatentNumber.Normalise(right.Number) ?? throw ListingErrors.RightNumberInvalid(index).ToException();
            return KindOf(number) == right.Kind ? number : throw ListingErrors.RightKind(index).ToException();
        }

        var compact = Words.Fold(right.Number).ToUpperInvariant();
        return right.Kind switch
        {
            RightKind.KnowHow => compact.Length == 0 ? "" : throw ListingErrors.RightKind(index).ToException(),
            RightKind.Software => SoftwareNumber().IsMatch(compact) ? compact : throw ListingErrors.SoftwareNumber(index).ToException(),
            _ => compact.Length > 0 ? compact : throw ListingErrors.RightNumber(index).ToException(),
        };
    }

    private static int FilingYear(string number) => Digits(number) is { Length: 12 } digits
        ? int.Parse(digits.AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture)
        // Numbers of 8 digits name the years 1985 to 2003.
        : int.Parse(Digits(number).AsSpan(0, 2), System.Globalization.CultureInfo.InvariantCulture) is var year && year >= 85 ? 1900 + year : 2000 + year;

    private static int LongestTerm(RightKind kind) => kind switch
    {
        RightKind.Invention => 20,
        RightKind.UtilityModel => 10,
        _ => 15,
    };

    private static RightKind Kind(char digit) => digit switch
    {
        '2' or '9' => RightKind.UtilityModel,
        '3' => RightKind.Design,
        _ => RightKind.Invention,
    };

    private static string Digits(string number) => number[(char.IsAsciiDigit(number[0]) ? 0 : 2)..number.IndexOf('.', StringComparison.Ordinal)];

    [GeneratedRegex(@"^(19|20)\d{2}SR\d{6,7}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SoftwareNumber();
}
