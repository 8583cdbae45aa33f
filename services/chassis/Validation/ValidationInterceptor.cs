using Buf.Validate;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Platform.Chassis.Errors;
using Platform.Common.V1;
using ProtoValidate;

namespace Platform.Chassis.Validation;

/// <summary>Applies the rules that stand in the protos (<c>buf.validate</c>) to every request, streamed ones included.</summary>
public sealed class ValidationInterceptor(IValidator validator) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Check(request, Languages.Of(context));
        return continuation(request, context);
    }

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        continuation(new CheckedReader<TRequest>(requestStream, message => Check(message, Languages.Of(context))), context);

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Check(request, Languages.Of(context));
        return continuation(request, responseStream, context);
    }

    private void Check<TRequest>(TRequest request, Language language)
    {
        if (request is not IMessage message)
        {
            return;
        }

        var violations = validator.Validate(message, failFast: false).Violations;
        if (violations.Count > 0)
        {
            throw ToStatus(violations, language).ToRpcException();
        }
    }

    private static Google.Rpc.Status ToStatus(IEnumerable<Violation> violations, Language language)
    {
        var bad = new BadRequest();
        foreach (var violation in violations)
        {
            var field = FieldPaths.Of(violation);
            bad.FieldViolations.Add(new BadRequest.Types.FieldViolation
            {
                Field = field,
                Description = $"{field}{language.Pick("：", ": ")}{RuleSentences.Of(violation, language)}",
                Reason = RichStatus.NameOf(ErrorReason.InvalidField),
            });
        }

        var message = string.Join(language.Pick("；", "; "), bad.FieldViolations.Select(violation => violation.Description));
        return new Google.Rpc.Status
        {
            Code = (int)StatusCode.InvalidArgument,
            Message = message,
            Details =
            {
                Any.Pack(new ErrorInfo { Reason = RichStatus.NameOf(ErrorReason.InvalidField), Domain = RichStatus.Domain }),
                Any.Pack(new LocalizedMessage { Locale = language.Tag(), Message = message }),
                Any.Pack(bad),
            },
        };
    }

    private sealed class CheckedReader<T>(IAsyncStreamReader<T> inner, Action<T> check) : IAsyncStreamReader<T>
    {
        public T Current => inner.Current;

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            if (!await inner.MoveNext(cancellationToken))
            {
                return false;
            }

            check(inner.Current);
            return true;
        }
    }
}
