using Kkr.Workflow.Benchmarks;

return await Commands.RunAsync(args);
