using System.Text;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Platform.Common.V1;

namespace Platform.Chassis.Errors;

/// <summary>Builds <c>google.rpc.Status</c> from an <see cref="Error"/>.</summary>
public static class RichStatus
{
    /// <summary>The domain of every <c>ErrorInfo</c>.</summary>
    public const string Domain = "platform";

    public static RpcException ToRpcException(this Error error, Language language) => error.ToStatus(language).ToRpcException();

    public static Google.Rpc.Status ToStatus(this Error error, Language language)
    {
        var message = error.In(language);
        var status = new Google.Rpc.Status { Code = (int)error.Code, Message = message };
        status.Details.Add(Any.Pack(new ErrorInfo { Reason = NameOf(error.Reason), Domain = Domain }));
        status.Details.Add(Any.Pack(new LocalizedMessage { Locale = language.Tag(), Message = message }));
        if (error.Field is not null)
        {
            status.Details.Add(Any.Pack(new BadRequest
            {
                FieldViolations = { new BadRequest.Types.FieldViolation { Field = error.Field, Description = message, Reason = NameOf(error.Reason) } },
            }));
        }

        return status;
    }

    /// <summary>The enum's name in the protos without its prefix, such as <c>QUOTAS_CLASH</c>.</summary>
    public static string NameOf(ErrorReason reason)
    {
        var name = reason.ToString();
        var upper = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && (char.IsUpper(name[i]) || (char.IsDigit(name[i]) && !char.IsDigit(name[i - 1]))))
            {
                upper.Append('_');
            }

            upper.Append(char.ToUpperInvariant(name[i]));
        }

        return upper.ToString();
    }
}
