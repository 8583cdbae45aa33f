using System.Globalization;
using Platform.Chassis.Errors;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Support;

/// <summary>Holds what a firm filled in against the fields that its kind asks for. Pure.</summary>
internal static class FormRules
{
    private const int LongestText = 2000;

    /// <summary>The values by code, trimmed and in one form; fields left empty are not in it.</summary>
    /// <exception cref="FailedException">INVALID_FIELD with the path of the value, or of the missing field.</exception>
    public static Dictionary<string, string> Check(IReadOnlyList<FieldData> fields, IReadOnlyList<FormValue> given)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < given.Count; i++)
        {
            var field = fields.FirstOrDefault(field => field.Code == given[i].Code) ?? throw SupportErrors.UnknownField(i, given[i].Code).ToException();
            var text = given[i].Value.Trim();
            if (text.Length > 0 && !values.TryAdd(field.Code, Normalise(field, text) ?? throw SupportErrors.BadValue(i, field).ToException()))
            {
                throw SupportErrors.ValueTwice(i, field).ToException();
            }
        }

        var missing = fields.FirstOrDefault(field => field.Required && !values.ContainsKey(field.Code));
        return missing is null ? values : throw SupportErrors.ValueMissing(missing).ToException();
    }

    /// <summary>Null where it is none of the field's.</summary>
    private static string? Normalise(FieldData field, string text) => field.Type switch
    {
        FormFieldType.WholeNumber or FormFieldType.Money => Number(field, text),
        FormFieldType.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text : null,
        FormFieldType.Choice => (field.Choices ?? []).Any(choice => choice.Code == text) ? text : null,
        _ => text.Length <= (field.Maximum > 0 ? Math.Min(field.Maximum, LongestText) : LongestText) ? text : null,
    };

    private static string? Number(FieldData field, string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && (field is { Minimum: 0, Maximum: 0 } ? number >= 0 : number >= field.Minimum && number <= field.Maximum)
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;
}
