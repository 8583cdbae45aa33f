using System.Globalization;

namespace Platform.TalentMatching.Training;

/// <summary>Days of a course, written yyyy-MM-dd.</summary>
internal static class CourseDays
{
    public static DateOnly Read(string text, string field) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw TrainingErrors.BadDay(field).ToException();

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);
}
