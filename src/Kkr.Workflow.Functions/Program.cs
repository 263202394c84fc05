using Kkr.Workflow.Functions;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
WorkflowApp.Configure(builder);
await builder.Build().RunAsync();
