using System.Globalization;
using Buf.Validate;

namespace Platform.Chassis.Validation;

/// <summary>Writes a violation's field as a user of the API knows it, such as <c>scores[2].points</c>.</summary>
internal static class FieldPaths
{
    public static string Of(Violation violation) =>
        string.Join('.', violation.Field?.Elements.Select(Element) ?? []);

    private static string Element(FieldPathElement element) => element.SubscriptCase switch
    {
        FieldPathElement.SubscriptOneofCase.Index => string.Create(CultureInfo.InvariantCulture, $"{element.FieldName}[{element.Index}]"),
        FieldPathElement.SubscriptOneofCase.StringKey => $"{element.FieldName}[\"{element.StringKey}\"]",
        _ => element.FieldName,
    };
}
