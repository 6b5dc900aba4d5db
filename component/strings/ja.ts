export const words = () => ({});
