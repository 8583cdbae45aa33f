using System.Globalization;
using Platform.Chassis.Errors;

namespace Platform.Chassis.Paging;

/// <summary>Etags (AIP-154): the row's version as text.</summary>
public static class Etag
{
    public static string Of(long version) => version.ToString(CultureInfo.InvariantCulture);

    /// <summary>Refuses a change that was based on another version; an empty etag means any version.</summary>
    /// <exception cref="FailedException">ETAG_MISMATCH.</exception>
    public static void Check(string given, long version)
    {
        if (given.Length > 0 && given != Of(version))
        {
            throw CommonErrors.EtagMismatch.ToException();
        }
    }
}
