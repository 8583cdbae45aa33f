using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.ProjectRegistry;

/// <summary>Ids that a request may leave out.</summary>
internal static class Ids
{
    /// <exception cref="FailedException">INVALID_FIELD where the text is no id.</exception>
    public static Guid? Optional(string text, string field) => text.Length == 0 ? null
        : Guid.TryParse(text, out var id) ? id
        : throw Error.Invalid(ErrorReason.InvalidField, field, $"{field}：须为有效的编号（UUID）。", $"{field}: must be a valid id (UUID).").ToException();
}
