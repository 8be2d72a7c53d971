/**
 * Loads the metadata registry that the type-graphql decorators write to. Every file that decorates imports this
 * module first, so that each can be loaded on its own.
 */
import 'reflect-metadata';
