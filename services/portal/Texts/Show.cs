using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace Platform.Portal.Texts;

/// <summary>Times, money and figures as the city reads them.</summary>
public sealed class Show(Words words, TimeProvider clock)
{
    private const decimal FenInTenThousandYuan = 1_000_000m;
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>Date and minute in the city's time zone.</summary>
    public string Time(Timestamp? time) => time is null
        ? "—"
        : TimeZoneInfo.ConvertTime(time.ToDateTimeOffset(), Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>An instant as a form's field holds it, yyyy-MM-ddTHH:mm in the city's time zone; empty where there is none.</summary>
    public static string Field(Timestamp? time) => time is null
        ? ""
        : TimeZoneInfo.ConvertTime(time.ToDateTimeOffset(), Zone).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The instant that a form's field holds; null where it is empty.</summary>
    public static Timestamp? Instant(string field) =>
        DateTime.TryParse(field, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? Timestamp.FromDateTime(TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), Zone))
            : null;

    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Zone).DateTime);

    public string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Fen as 万元, the unit of the forms and import files; in English the full amount as well.</summary>
    public string Money(long fen) => words["money", ToTenThousand(fen).ToString("#,##0.##", CultureInfo.InvariantCulture)];

    /// <summary>The same; a given text where the amount was not stated.</summary>
    public string Money(long fen, string whereZero) => fen == 0 ? whereZero : Money(fen);

    public string Salary(long least, long most) => (least, most) switch
    {
        (0, 0) => words["salary.open"],
        (_, 0) => words["salary.from", ToTenThousand(least)],
        (0, _) => words["salary.to", ToTenThousand(most)],
        _ => words["salary.between", ToTenThousand(least), ToTenThousand(most)],
    };

    public static decimal ToTenThousand(long fen) => fen / FenInTenThousandYuan;
    public static long ToFen(decimal tenThousandYuan) => (long)decimal.Round(tenThousandYuan * FenInTenThousandYuan);

    /// <summary>Hundredths of a percent: 3500 is 35 %.</summary>
    public static string Percent(int hundredths) => (hundredths / 100m).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    public static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>An exact score of four decimals, shortened to two for the eye.</summary>
    public static string Score(string text) =>
        decimal.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value.ToString("0.00", CultureInfo.InvariantCulture) : "—";

    /// <summary>What a person typed as one list, parted by ; or ；.</summary>
    public static string[] Parts(string text) => text.Split([';', '；'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public static string Or(string text) => text.Length > 0 ? text : "—";
}
