using FluentValidation;
using Microsoft.Extensions.DependencyInjection;

namespace TrialData.Application.Pipeline;

public static class UseCaseRegistration
{
    /// <summary>Registers every handler of this assembly, wrapped by the pipeline, and every validator.</summary>
    public static IServiceCollection AddUseCases(this IServiceCollection services)
    {
        services.AddScoped<RequestContext>();
        services.AddScoped<AuditNote>();
        foreach (var useCase in UseCases())
        {
            services.AddScoped(useCase.Handler);
            services.AddScoped(useCase.Contract, provider =>
            {
                var pipeline = typeof(Pipelined<,>).MakeGenericType(useCase.Contract.GenericTypeArguments);
                return ActivatorUtilities.CreateInstance(provider, pipeline, provider.GetRequiredService(useCase.Handler));
            });
        }

        var requests = UseCases().Select(u => u.Request).ToHashSet();
        foreach (var validator in ConcreteTypes().Where(IsValidator))
        {
            var validated = validator.BaseType!.GenericTypeArguments[0];
            if (requests.Contains(validated))
            {
                services.AddSingleton(typeof(IValidator<>).MakeGenericType(validated), validator);
            }
        }

        return services;
    }

    /// <summary>Every use case of the house: what tests of access and isolation enumerate.</summary>
    public static IEnumerable<UseCaseDescription> UseCases() =>
        from type in ConcreteTypes()
        where type != typeof(Pipelined<,>)
        from contract in type.GetInterfaces()
        where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IUseCase<,>)
        select new UseCaseDescription(contract.GenericTypeArguments[0], contract, type);

    private static bool IsValidator(Type type) =>
        type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(AbstractValidator<>);

    private static IEnumerable<Type> ConcreteTypes() =>
        typeof(UseCaseRegistration).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false });
}

/// <param name="Request">The request type, whose attributes say who may ask.</param>
/// <param name="Contract">The closed <see cref="IUseCase{TRequest, TResult}"/>.</param>
/// <param name="Handler">The class that does the work.</param>
public sealed record UseCaseDescription(Type Request, Type Contract, Type Handler);
